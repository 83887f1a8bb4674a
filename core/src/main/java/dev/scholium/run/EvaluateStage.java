package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.evaluate.Baselines;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.ResultsBuilder;
import dev.scholium.evaluate.SystemPredictions;
import dev.scholium.file.AtomicFile;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.EvaluationSpec;
import dev.scholium.recipe.Recipe;
import dev.scholium.student.Student;
import dev.scholium.student.Student.PredictionConfig;
import dev.scholium.student.StudentEngine;
import dev.scholium.student.StudentTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lets every trained student predict, and scores what it says. */
final class EvaluateStage {

    private final StudentEngine engine;
    private final Progress progress;

    EvaluateStage(StudentEngine engine, Progress progress) {
        this.engine = engine;
        this.progress = progress;
    }

    /**
     * Predicts what is not predicted yet, and writes {@code results.json}.
     *
     * @param recipe what to evaluate
     * @param folder where the students are
     * @param data rows
     * @param rationales references of the students' rationales
     * @param manifest notes every touch of a split
     */
    void run(Recipe recipe, RunFolder folder, RunData data, RunRationales rationales, Manifest manifest) {
        List<SystemPredictions> systems = new ArrayList<>();
        for (DataSplit split : recipe.evaluation().dataSplits()) {
            for (Trial trial : Trial.of(recipe)) {
                Path file = answer(recipe, folder, trial, split, data, rationales, manifest);
                systems.add(new SystemPredictions(
                        trial.system(),
                        rationales.kind(trial.rationales()),
                        trial.seed(),
                        split.word(),
                        file,
                        recipe.isControl(trial.system())));
            }
            systems.addAll(new ControlStage(folder, progress).run(recipe, folder, data, split, manifest));
        }
        new ResultsBuilder(recipe.task().labelSet(), baseline(recipe))
                .build(systems)
                .with(
                        new ArtefactFigures(recipe, data, rationales).count(),
                        new SliceStage(recipe, folder, data, Baselines.of(baseline(recipe)))
                                .score(recipe.evaluation().slices(), systems))
                .write(folder.results());
    }

    /**
     * Lets one student predict one split, if it has not yet.
     *
     * @param recipe how
     * @param folder where the student is
     * @param trial whose student
     * @param split which rows
     * @param data rows
     * @param rationales references
     * @param manifest notes the touch
     * @return the predictions
     */
    Path answer(
            Recipe recipe,
            RunFolder folder,
            Trial trial,
            DataSplit split,
            RunData data,
            RunRationales rationales,
            Manifest manifest) {
        Path file = folder.predictions(trial.id(), split);
        if (isOlder(file, folder.trial(trial.id()).resolve("student").resolve("scholium.json"))) {
            manifest.touch(split.word(), trial.id());
            predict(recipe, folder, trial, split, data, rationales);
        }
        return file;
    }

    /** Whether a file must be made: it is missing, or the student was trained anew since. */
    private static boolean isOlder(Path file, Path student) {
        try {
            return !Files.exists(file)
                    || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(student)) < 0;
        } catch (IOException e) {
            throw AtomicFile.cannotRead(student, e);
        }
    }

    /** The system named baseline; without one, the first that learns labels only, or the first. */
    static String baseline(Recipe recipe) {
        Map<String, dev.scholium.recipe.SystemSpec> systems = recipe.systems();
        if (systems.containsKey(Recipe.BASELINE)) {
            return Recipe.BASELINE;
        }
        return systems.entrySet().stream()
                .filter(system -> system.getValue().isLabelsOnly())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> systems.keySet().iterator().next());
    }

    private void predict(
            Recipe recipe, RunFolder folder, Trial trial, DataSplit split, RunData data, RunRationales rationales) {
        StudentTask task = trial.task(recipe);
        Path studentFolder = folder.trial(trial.id()).resolve("student");
        PredictionConfig config = new PredictionConfig(
                maxNewTokens(recipe, studentFolder),
                trial.config().maxSourceTokens(),
                recipe.evaluation().batchSize());
        List<Example> rows = data.of(split);
        Function<Example, List<String>> references =
                references(recipe.evaluation(), trial, rationales.of(trial.rationales(), split));
        progress.begin("predicting " + split.word() + " (" + trial.id() + ")", rows.size(), "rows");
        try (Student student =
                engine.open(studentFolder, task, recipe.evaluation().precision())) {
            Iterator<Example> gold = rows.iterator();
            Iterator<String> sources = rows.stream().map(task::source).iterator();
            PredictionFile.write(
                    folder.predictions(trial.id(), split),
                    lines -> student.predict(
                            sources,
                            config,
                            answer -> {
                                Example row = gold.next();
                                lines.accept(Answers.prediction(task, row, answer, references.apply(row)));
                            },
                            progress));
        }
        progress.end();
    }

    /** What a row's rationale is compared with: the columns that the recipe names, or the source's own rationale. */
    private static Function<Example, List<String>> references(
            EvaluationSpec evaluation, Trial trial, Map<String, String> own) {
        if (trial.rationales().isEmpty()) {
            return row -> List.of();
        }
        return evaluation.references().isEmpty()
                ? row -> List.of(own.getOrDefault(row.uid(), ""))
                : row -> evaluation.references().stream().map(row::column).toList();
    }

    /** As long as the student has learnt to write, unless the recipe says how long. */
    private int maxNewTokens(Recipe recipe, Path student) {
        int asked = recipe.evaluation().maxNewTokens();
        return asked > 0 ? asked : engine.newTokens(student);
    }
}
