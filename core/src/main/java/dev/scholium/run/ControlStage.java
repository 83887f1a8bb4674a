package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.SystemPredictions;
import dev.scholium.evaluate.control.WordModel;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.EvaluationSpec;
import dev.scholium.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets the standard controls answer: the most frequent label, counts of words, and the teachers' own labels. They stand
 * beside the students as files of predictions.
 */
final class ControlStage {

    private final RunFolder rationales;
    private final Progress progress;

    /**
     * Controls of a run.
     *
     * @param rationales the folder that holds what the teachers wrote: the run's own, or a sweep's shared one
     * @param progress is told what is counted
     */
    ControlStage(RunFolder rationales, Progress progress) {
        this.rationales = rationales;
        this.progress = progress;
    }

    /**
     * Answers what is not answered yet.
     *
     * @param recipe which controls
     * @param folder where the predictions go
     * @param data rows
     * @param split which rows to answer
     * @param manifest notes every touch of a split
     * @return the controls' predictions
     */
    List<SystemPredictions> run(Recipe recipe, RunFolder folder, RunData data, DataSplit split, Manifest manifest) {
        LabelSet labels = recipe.task().labelSet();
        List<SystemPredictions> controls = new ArrayList<>();
        for (String control : recipe.evaluation().controls()) {
            switch (control) {
                case EvaluationSpec.MAJORITY ->
                    controls.add(answer(folder, "majority", split, manifest, data, labels, () -> {
                        List<Double> shares = shares(labels, data.of(DataSplit.TRAIN));
                        return row -> shares;
                    }));
                case EvaluationSpec.TFIDF -> {
                    List<String> fields = recipe.task().fields();
                    controls.add(words(folder, "tfidf", split, manifest, data, labels, fields));
                    if (fields.size() > 1) {
                        for (String field : fields) {
                            controls.add(
                                    words(folder, "tfidf." + field, split, manifest, data, labels, List.of(field)));
                        }
                    }
                }
                default ->
                    recipe.rationales().keySet().forEach(source -> {
                        Map<String, String> given = TeacherLabels.of(recipe, rationales, data, source, split);
                        if (!given.isEmpty()) {
                            controls.add(answer(
                                    folder,
                                    "teacher." + source,
                                    split,
                                    manifest,
                                    data,
                                    labels,
                                    () -> row -> certain(labels, given.get(row.uid()))));
                        }
                    });
            }
        }
        return controls;
    }

    private SystemPredictions words(
            RunFolder folder,
            String name,
            DataSplit split,
            Manifest manifest,
            RunData data,
            LabelSet labels,
            List<String> fields) {
        return answer(folder, name, split, manifest, data, labels, () -> {
            progress.say("Control " + name + ": counting words of "
                    + data.of(DataSplit.TRAIN).size() + " rows");
            WordModel model = WordModel.fit(data.of(DataSplit.TRAIN), labels, fields);
            return model::probabilities;
        });
    }

    private static SystemPredictions answer(
            RunFolder folder,
            String name,
            DataSplit split,
            Manifest manifest,
            RunData data,
            LabelSet labels,
            java.util.function.Supplier<Function<Example, List<Double>>> learnt) {
        String system = Recipe.CONTROL + name;
        Path file = folder.predictions(system, split);
        boolean fromRationales = name.startsWith("teacher.");
        if (fromRationales || !Files.exists(file)) {
            manifest.touch(split.word(), system);
            Function<Example, List<Double>> probabilities = learnt.get();
            PredictionFile.write(
                    file,
                    lines -> data.of(split)
                            .forEach(row -> lines.accept(prediction(labels, row, probabilities.apply(row)))));
        }
        return new SystemPredictions(
                system, SystemPredictions.NO_RATIONALE, SystemPredictions.NO_SEED, split.word(), file, true);
    }

    /** No probabilities are no answer: it counts as malformed, and as wrong. */
    private static Prediction prediction(LabelSet labels, Example row, List<Double> given) {
        boolean silent = given.isEmpty();
        List<Double> probabilities = silent ? Collections.nCopies(labels.size(), 1.0 / labels.size()) : given;
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            scores.put(labels.names().get(i), probabilities.get(i));
        }
        String label = labels.names().get(probabilities.indexOf(Collections.max(probabilities)));
        return new Prediction(
                row.uid(),
                row.label(),
                silent ? null : label,
                label,
                scores,
                "",
                List.of(),
                "",
                silent,
                false,
                row.fields());
    }

    private static List<Double> certain(LabelSet labels, @Nullable String given) {
        return given == null
                ? List.of()
                : labels.names().stream()
                        .map(label -> label.equals(given) ? 1.0 : 0.0)
                        .toList();
    }

    private static List<Double> shares(LabelSet labels, List<Example> train) {
        return labels.names().stream()
                .map(label -> (double) train.stream()
                                .filter(row -> row.label().equals(label))
                                .count()
                        / train.size())
                .toList();
    }
}
