package dev.scholium.run;

import dev.scholium.augment.AugmentJob;
import dev.scholium.augment.RationaleAugmenter;
import dev.scholium.augment.RationaleSource;
import dev.scholium.data.DataSplit;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.RationaleSpec;
import dev.scholium.recipe.Recipe;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.JournalAsker;
import dev.scholium.teacher.JournalView;
import dev.scholium.teacher.RedactingAsker;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.Teachers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes a run's rationales anew from the journal alone: what a new parser or other checks make of the same replies.
 * Needs no teacher, no key and no network.
 */
final class Rebuild {

    private final Teachers teachers;
    private final Progress progress;

    Rebuild(Teachers teachers, Progress progress) {
        this.teachers = teachers;
        this.progress = progress;
    }

    /**
     * Refuses where it would do harm unasked.
     *
     * @param recipe what the rationales are for
     * @param folder where they are
     * @param force whether trained students may become stale
     * @throws ScholiumException if there is no journal, or if there are students and no force
     */
    static void check(Recipe recipe, RunFolder folder, boolean force) {
        Path journal = journal(recipe, folder);
        if (!Files.exists(journal)) {
            throw new ScholiumException(
                    ExitCode.FAILED, journal + ": there is no such journal, so there are no replies to read again");
        }
        if (Files.exists(folder.trials()) && !force) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    folder.trials() + ": holds students that have learnt from the present rationales; with --force the"
                            + " rationales are written anew, and these students, their predictions, results.json and"
                            + " the report become stale");
        }
    }

    /** Writes all sources' files anew, and notes what came of it. */
    void run(Recipe recipe, RunFolder folder, RunData data, Manifest manifest) {
        TeacherConfig config = recipe.teacher();
        TaughtSources taught = new TaughtSources(recipe, data.of(DataSplit.TRAIN));
        taught.checkAll();
        try (JournalView journal = JournalView.open(journal(recipe, folder), folder.path())) {
            Asker asker = RedactingAsker.around(new JournalAsker(teachers.identity(config), config, journal));
            for (Map.Entry<String, RationaleSpec> entry : recipe.rationales().entrySet()) {
                String name = entry.getKey();
                AugmentStage.kind(name, entry.getValue(), taught, manifest);
                RationaleSource source = AugmentStage.source(name, entry.getValue(), taught, () -> asker);
                for (DataSplit split : entry.getValue().dataSplits()) {
                    if (!data.of(split).isEmpty()) {
                        AugmentJob job = AugmentStage.job(recipe, folder, data, name, split, source);
                        RationaleFigures figures = RationaleFigures.of(new RationaleAugmenter().rebuild(job, progress));
                        manifest.record("rationales", "id", figures);
                        progress.say(figures.sentence());
                    }
                }
            }
        }
        if (Files.exists(folder.trials())) {
            progress.say("Warning: " + folder.trials() + ", predictions, results.json and the report belong to the"
                    + " rationales before; begin another run with --run-dir to train on these");
        }
    }

    private static Path journal(Recipe recipe, RunFolder folder) {
        return recipe.journal().isEmpty() ? folder.defaultJournal() : Path.of(recipe.journal());
    }
}
