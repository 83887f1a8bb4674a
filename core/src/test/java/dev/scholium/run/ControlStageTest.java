package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.SystemPredictions;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlStageTest {

    @TempDir
    private Path folder;

    /**
     * The hypothesis alone gives the label away; neutral is the most frequent; the writer is silent on the last row.
     */
    @BeforeEach
    void writeRows() throws IOException {
        StringBuilder train = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            train.append(row(
                    i,
                    i % 4,
                    List.of("entailment", "neutral", "contradiction", "neutral").get(i % 4)));
        }
        Files.writeString(folder.resolve("train.jsonl"), train);
        Files.writeString(
                folder.resolve("dev.jsonl"), row(100, 0, "contradiction") + row(101, 1, "neutral") + row(102, 2, ""));
    }

    private static String row(int number, int kind, String writersLabel) {
        String label =
                List.of("entailment", "neutral", "contradiction", "neutral").get(kind);
        String word = List.of("certainly", "perhaps", "never", "perhaps").get(kind);
        return "{\"uid\":\"%d\",\"premise\":\"House %d\",\"hypothesis\":\"It is %s red\",\"label\":\"%s\",\"guess\":\"%s\",\"why\":\"so\"}%n"
                .formatted(number, number, word, label, writersLabel);
    }

    private List<SystemPredictions> controls(String which) {
        String text = """
                name: controls
                data: {train: {file: train.jsonl, format: columns}, dev: {file: dev.jsonl, format: columns}}
                rationales: {palm: {column: why, teacher_label_column: guess}}
                student: {size: tiny}
                evaluation: {splits: [dev], controls: %s}
                """.formatted(which);
        Recipe recipe = new RecipeReader(Map.of()).read("controls.yaml", text, folder, List.of());
        RunFolder run = new RunFolder(folder.resolve("run"));
        return new ControlStage(run, Progress.none())
                .run(
                        recipe,
                        run,
                        RunData.read(recipe),
                        DataSplit.DEV,
                        Manifest.open(run.manifest(), Clock.systemUTC()));
    }

    private static List<Prediction> answers(SystemPredictions control) {
        List<Prediction> answers = new ArrayList<>();
        PredictionFile.read(control.file(), answers::add);
        return answers;
    }

    @Test
    void majorityAlwaysGivesTheMostFrequentLabelOfTheTrainingRows() {
        List<Prediction> answers = answers(controls("[majority]").get(0));

        assertThat(answers).extracting(Prediction::label).containsOnly("neutral");
        assertThat(answers.get(0).scores())
                .containsOnly(entry("entailment", 0.25), entry("neutral", 0.5), entry("contradiction", 0.25));
    }

    @Test
    void countsOfWordsAreLearntOfAllFieldsAndOfEachAlone() {
        List<SystemPredictions> controls = controls("[tfidf]");

        assertThat(controls)
                .extracting(SystemPredictions::name)
                .containsExactly("control.tfidf", "control.tfidf.premise", "control.tfidf.hypothesis");
        assertThat(controls).allMatch(SystemPredictions::control);
        assertThat(answers(controls.get(2)))
                .extracting(Prediction::label)
                .containsExactly("entailment", "neutral", "contradiction");
    }

    @Test
    void aWriterThatGaveNoLabelIsWrong() {
        List<Prediction> answers = answers(controls("[teacher]").get(0));

        assertThat(answers).extracting(Prediction::label).containsExactly("contradiction", "neutral", null);
        assertThat(answers).extracting(Prediction::malformed).containsExactly(false, false, true);
        assertThat(answers).extracting(Prediction::isCorrect).containsExactly(false, true, false);
        assertThat(answers.get(2).scores().get("neutral")).isEqualTo(1 / 3.0, within(1e-12));
    }

    @Test
    void whatIsAnsweredIsNotAnsweredAgain() throws IOException {
        Path file = controls("[majority]").get(0).file();
        Files.writeString(file, "");

        assertThat(answers(controls("[majority]").get(0))).isEmpty();
    }
}
