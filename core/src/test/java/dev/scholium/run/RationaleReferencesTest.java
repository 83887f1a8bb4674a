package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.student.RowListener;
import dev.scholium.student.Student;
import dev.scholium.student.StudentTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What students' rationales are compared with: their source's own, or columns that the recipe names. */
class RationaleReferencesTest {

    private static final String WRITTEN = "the cat sat on the mat";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeRowsOfOneTeacherAndTwoPeople() throws IOException {
        Files.writeString(folder.resolve("train.jsonl"), row(1, WRITTEN, "", ""));
        Files.writeString(
                folder.resolve("dev.jsonl"),
                row(2, "nobody knows", "a dog barks here", WRITTEN)
                        + row(3, "nobody knows", WRITTEN, "")
                        + row(4, "nobody knows", "", ""));
    }

    private static String row(int number, String teacher, String first, String second) {
        return "{\"uid\":\"r%d\",\"premise\":\"A cat %d\",\"hypothesis\":\"It sat\",\"label\":\"entailment\",\"teacher\":\"%s\",\"person_1\":\"%s\",\"person_2\":\"%s\"}%n"
                .formatted(number, number, teacher, first, second);
    }

    private Recipe recipe(String references) {
        return new RecipeReader(Map.of()).read("references.yaml", """
                name: references
                data: {train: {file: train.jsonl, format: columns}, dev: {file: dev.jsonl, format: columns}}
                rationales: {teacher: {column: teacher}}
                systems: {baseline: {}, taught: {rationales: teacher}}
                student: {size: tiny}
                evaluation: {splits: [dev], controls: [], max_new_tokens: 20, references: %s}
                """.formatted(references), folder, List.of());
    }

    private RunFolder evaluated(Recipe recipe) throws IOException {
        RunFolder run = new RunFolder(folder.resolve("run"));
        for (Trial trial : Trial.of(recipe)) {
            Path student = run.trial(trial.id()).resolve("student");
            Files.createDirectories(student);
            Files.writeString(student.resolve("scholium.json"), "{}");
        }
        RunData data = RunData.read(recipe);
        Manifest manifest = Manifest.open(run.manifest(), Clock.systemUTC());
        RunRationales rationales = new RunRationales();
        for (DataSplit split : List.of(DataSplit.TRAIN, DataSplit.DEV)) {
            Map<String, String> own = new LinkedHashMap<>();
            data.of(split).forEach(row -> own.put(row.uid(), row.column("teacher")));
            rationales.add("teacher", "recorded", split, own);
        }
        new EvaluateStage(new OneAnswer(), Progress.none()).run(recipe, run, data, rationales, manifest);
        return run;
    }

    private static SystemResult result(RunFolder run, String system) {
        return Results.read(run.results()).systems().stream()
                .filter(result -> result.name().equals(system))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSourcesOwnRationalesAreTheReferences() throws IOException {
        RunFolder run = evaluated(recipe("[]"));

        assertThat(result(run, "taught").bleu()).isZero();
        assertThat(result(run, "taught").bleuRows()).isEqualTo(3);
    }

    @Test
    void severalPeoplesColumnsAreReferencesOfEverySystemThatExplains() throws IOException {
        RunFolder run = evaluated(recipe("[person_1, person_2]"));

        SystemResult taught = result(run, "taught");
        assertThat(taught.bleu()).isCloseTo(100, within(1e-9));
        assertThat(taught.bleuSignature()).startsWith("nrefs:var|");
        assertThat(taught.bleuRows()).isEqualTo(2);
        assertThat(result(run, "baseline").bleu()).isNull();
        List<Prediction> baseline = new ArrayList<>();
        PredictionFile.read(run.predictions("baseline-seed1", DataSplit.DEV), baseline::add);
        assertThat(baseline)
                .allSatisfy(row -> assertThat(row.referenceRationales()).isEmpty());
    }

    @Test
    void aColumnThatHoldsNothingIsToldBeforeAnythingIsSpent() {
        assertThatThrownBy(() -> RunData.read(recipe("[person_1, person_3]")))
                .isInstanceOf(ScholiumException.class)
                .hasMessage("evaluation.references: must name columns of dev that hold texts, but \"person_3\" holds"
                        + " none; " + folder.resolve("dev.jsonl") + " has [person_1, person_2, teacher]");
    }

    /** Writes the same for every row. */
    private static final class OneAnswer implements RefusingEngine, Student {

        @Override
        public Student open(Path student, StudentTask task) {
            return this;
        }

        @Override
        public void predict(
                Iterator<String> sources,
                PredictionConfig config,
                RowListener listener,
                Consumer<StudentAnswer> answers,
                Progress progress) {
            sources.forEachRemaining(source -> answers.accept(new StudentAnswer(
                    List.of(0.8, 0.1, 0.1),
                    "entailment",
                    StudentTask.nli().targets("entailment", WRITTEN).get(0),
                    false)));
        }

        @Override
        public List<List<Double>> labelsAfter(
                List<String> sources, List<String> rationales, PredictionConfig config, Progress progress) {
            throw new IllegalStateException("no label is told after another rationale here");
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
