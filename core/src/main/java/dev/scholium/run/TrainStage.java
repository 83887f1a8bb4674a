package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.evaluate.TrialFile;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.SystemSpec;
import dev.scholium.student.StudentEngine;
import dev.scholium.student.StudentExample;
import dev.scholium.student.StudentSpec;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TrainingJob;
import dev.scholium.student.TrainingOutcome;
import dev.scholium.track.LiveTracking;
import dev.scholium.track.RunTracking;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Trains one student for each system and seed. */
final class TrainStage {

    private static final String TRIALS = "trials"; // the manifest's list of those that are trained

    private final StudentEngine engine;
    private final Progress progress;
    private final Map<String, String> environment;

    /**
     * A stage.
     *
     * @param engine trains
     * @param progress is told how far it is
     * @param environment where the token of a server is looked up that metrics are sent to
     */
    TrainStage(StudentEngine engine, Progress progress, Map<String, String> environment) {
        this.engine = engine;
        this.progress = progress;
        this.environment = environment;
    }

    /**
     * Trains what is not trained yet.
     *
     * @param recipe what to train
     * @param folder where
     * @param data rows
     * @param rows those that each system learns from
     * @param rationales what the teachers wrote
     * @param manifest notes each trial's figures
     */
    void run(
            Recipe recipe,
            RunFolder folder,
            RunData data,
            TrainingRows rows,
            RunRationales rationales,
            Manifest manifest) {
        StudentSpec student = student(recipe, folder, rows, rationales);
        List<Trial> trials = Trial.of(recipe);
        int number = 0;
        for (Trial trial : trials) {
            number++;
            progress.say("Trial " + number + " of " + trials.size() + ": " + trial.id());
            long following = trials.subList(number, trials.size()).stream()
                    .filter(next -> manifest.entry(TRIALS, "id", next.id()).isEmpty())
                    .count();
            SharedRows shared = new SharedRows(data, rows, rationales);
            train(recipe, trial, (int) following, student, folder, shared, manifest);
        }
    }

    /**
     * Trains one student, or goes on with its training.
     *
     * @param recipe what it reads and writes
     * @param trial which
     * @param following how many are still to be trained after it
     * @param student what it begins with
     * @param folder where
     * @param shared rows and rationales
     * @param manifest notes its figures
     */
    void train(
            Recipe recipe,
            Trial trial,
            int following,
            StudentSpec student,
            RunFolder folder,
            SharedRows shared,
            Manifest manifest) {
        RunRationales rationales = shared.rationales();
        StudentTask task = trial.task(recipe);
        List<StudentExample> train = RationaleShare.of(trial.config())
                .kept(examples(task, shared.rows().of(trial), rationales.of(trial.rationales(), DataSplit.TRAIN)));
        List<StudentExample> dev =
                examples(task, shared.data().of(DataSplit.DEV), rationales.of(trial.rationales(), DataSplit.DEV));
        new TrialFile(trial.id(), trial.system(), rationales.kind(trial.rationales()), trial.seed(), train.size())
                .writeTo(folder.trial(trial.id()));
        TrainingJob job = new TrainingJob(
                task, student, trial.config(), train, dev, folder.trial(trial.id()), folder.tokens(), following);
        RunTracking tracking = new RunTracking(folder.path(), recipe.tracking(), environment);
        try (LiveTracking tracked = tracking.follow(job.folder(), progress)) {
            manifest.record(TRIALS, "id", TrialFigures.of(trial, engine.train(job, progress)));
        }
    }

    /** All systems begin with the same vocabulary, made of all the text that any of them learns. */
    private StudentSpec student(Recipe recipe, RunFolder folder, TrainingRows rows, RunRationales rationales) {
        if (!recipe.student().needsVocabulary()) {
            return recipe.student();
        }
        if (!Files.exists(folder.vocabulary().resolve("tokenizer.json"))) {
            engine.makeVocabulary(
                    vocabularyTexts(recipe, rows, rationales), recipe.student().vocabularySize(), folder.vocabulary());
        }
        return recipe.student().withTokenizer(folder.vocabulary());
    }

    /** All the text that any system of a recipe learns. */
    static List<String> vocabularyTexts(Recipe recipe, TrainingRows rows, RunRationales rationales) {
        StudentTask task = recipe.task().studentTask();
        List<String> texts = new ArrayList<>(task.labelTexts());
        List<String> markers = recipe.systems().values().stream()
                .map(system -> system.training().layout())
                .distinct()
                .flatMap(layout -> task.withLayout(layout).markers().stream())
                .toList();
        rows.everywhere().forEach(row -> {
            texts.add(task.source(row));
            texts.addAll(markers); // as often as students meet them, so that they become few tokens
        });
        recipe.systems().values().stream()
                .map(SystemSpec::rationales)
                .distinct()
                .flatMap(source -> rationales.of(source, DataSplit.TRAIN).values().stream())
                .forEach(rationale -> texts.add(task.separator() + rationale));
        return texts;
    }

    private static List<StudentExample> examples(StudentTask task, List<Example> rows, Map<String, String> rationales) {
        List<StudentExample> examples = new ArrayList<>(rows.size());
        for (Example row : rows) {
            examples.add(new StudentExample(
                    row.uid(), task.source(row), row.label(), rationales.getOrDefault(row.uid(), "")));
        }
        return examples;
    }

    /**
     * A trial's figures in the manifest.
     *
     * @param id the trial
     * @param system its system
     * @param seed its seed
     * @param parameters number of weights
     * @param steps optimiser steps
     * @param bestStep step of the best dev accuracy
     * @param bestAccuracy that accuracy
     * @param trainSeconds seconds spent training
     * @param trainSamplesPerSecond rows a second
     * @param truncatedSources training rows whose source was cut
     * @param truncatedTargets training rows whose target was cut
     */
    record TrialFigures(
            String id,
            String system,
            long seed,
            long parameters,
            long steps,
            long bestStep,
            double bestAccuracy,
            double trainSeconds,
            double trainSamplesPerSecond,
            long truncatedSources,
            long truncatedTargets) {

        static TrialFigures of(Trial trial, TrainingOutcome outcome) {
            return new TrialFigures(
                    trial.id(),
                    trial.system(),
                    trial.seed(),
                    outcome.parameters(),
                    outcome.steps(),
                    outcome.bestStep(),
                    outcome.bestAccuracy(),
                    outcome.trainSeconds(),
                    outcome.trainSamplesPerSecond(),
                    outcome.truncatedSources(),
                    outcome.truncatedTargets());
        }
    }
}
