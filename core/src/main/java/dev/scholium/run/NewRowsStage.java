package dev.scholium.run;

import dev.scholium.augment.RationaleAugmenter;
import dev.scholium.augment.rows.NewRows;
import dev.scholium.augment.rows.RowAugmenter;
import dev.scholium.augment.rows.RowJob;
import dev.scholium.data.Example;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.recipe.Recipe;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the new training rows that a recipe asks for, and keeps them in the run folder. */
final class NewRowsStage {

    private final AugmentStage augment;
    private final Progress progress;

    NewRowsStage(AugmentStage augment, Progress progress) {
        this.augment = augment;
        this.progress = progress;
    }

    /**
     * Makes what is not there yet.
     *
     * @param recipe what to make
     * @param folder where it goes
     * @param data rows
     * @param manifest notes what it brought
     * @return new rows by augmentation
     */
    Map<String, List<Example>> run(Recipe recipe, RunFolder folder, RunData data, Manifest manifest) {
        Map<String, List<Example>> newRows = new LinkedHashMap<>();
        RunMoney money = new RunMoney(recipe.teacher(), progress);
        try (LazyAsker asker = augment.openAsker(recipe, folder, money)) {
            NewRowSources sources = new NewRowSources(recipe, asker::get);
            try {
                for (String name : recipe.augmentations().keySet()) {
                    newRows.put(name, rows(name, sources, folder, data, manifest));
                }
            } finally {
                asker.journal().ifPresent(journal -> money.record(journal, manifest));
            }
        }
        return newRows;
    }

    private List<Example> rows(String name, NewRowSources sources, RunFolder folder, RunData data, Manifest manifest) {
        for (PromptTemplate template : sources.templates(name)) {
            AugmentStage.recordPrompt(name + "/" + template.name(), template, List.of(), manifest);
        }
        Path file = RowJob.file(folder.augmented(), name);
        if (!AugmentStage.isFinished(file, manifest.entry("augmentations", "name", name), folder)) {
            make(sources.job(name, data, folder), manifest);
        }
        return NewRows.read(file);
    }

    private void make(RowJob job, Manifest manifest) {
        NewRowFigures figures = NewRowFigures.of(new RowAugmenter(progress).augment(job));
        manifest.record("augmentations", "name", figures);
        progress.say(figures.sentence());
        long unanswered = figures.rejectedByReason().getOrDefault(RationaleAugmenter.NO_ANSWER, 0L);
        if (unanswered > 0) {
            progress.say("Warning: the teacher gave no answer for " + unanswered + " new rows of " + job.name()
                    + "; \"scholium augment\" with the same recipe asks them again before training");
        }
    }
}
