package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.StudentSpec;
import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingJob;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.corrupt.SpanCorruption;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("native")
class T5PretrainerTest {

    @TempDir
    private Path folder;

    /** Rows as texts, the first one with the labels, whose letters a student's vocabulary must have. */
    private static List<String> documents() {
        List<String> texts = new ArrayList<>(ToyRows.rows(60, true).stream()
                .map(row -> row.source() + ". Therefore " + row.rationale() + ".")
                .toList());
        texts.set(0, texts.get(0) + " Entailment, Neutral, Contradiction.");
        return texts;
    }

    private static PretrainingJob job(Path folder, double epochs) {
        return new PretrainingJob(
                ToyRows.tiny(), ToyRows.config(epochs, 0.01, 7), SpanCorruption.T5, documents(), 0.1, folder);
    }

    private static void stopAfter(PretrainingJob job, long step) {
        Progress stopper = new StepProgress(done -> {
            if (done == step) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new T5Engine().pretrain(job, stopper))
                .withMessageContaining("training was stopped after step " + step);
    }

    private static List<Double> heldOutLosses(Path trial) throws IOException {
        return Files.readAllLines(trial.resolve("metrics.jsonl")).stream()
                .filter(line -> line.contains("eval_loss"))
                .map(line -> Double.valueOf(line.replaceAll(".*\"eval_loss\":([-.0-9eE]+).*", "$1")))
                .toList();
    }

    @Test
    void theLossOnHeldOutTextFallsAndTheBestModelIsAStudentsBeginning() throws IOException {
        PretrainingOutcome outcome = new T5Engine().pretrain(job(folder.resolve("pre"), 16), Progress.none());

        List<Double> losses = heldOutLosses(folder.resolve("pre"));
        assertThat(losses).hasSize(4);
        assertThat(losses.get(3)).isLessThan(0.9 * losses.get(0));
        assertThat(outcome.heldOutLoss())
                .isCloseTo(
                        losses.stream().mapToDouble(d -> d).min().orElseThrow(),
                        org.assertj.core.data.Offset.offset(1e-9));
        TrainingJob student = ToyRows.job(folder.resolve("student"), 1, 0.01);
        StudentSpec begun = new StudentSpec(outcome.student().toString(), "", Map.of(), "", 0);
        assertThat(new T5Engine()
                        .train(
                                new TrainingJob(
                                        student.task(),
                                        begun,
                                        student.config(),
                                        student.train(),
                                        student.dev(),
                                        student.folder()),
                                Progress.none())
                        .parameters())
                .isEqualTo(outcome.parameters());
    }

    @Test
    void goesOnToTheSameBitsAndIsNotRepeated() throws IOException {
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        PretrainingOutcome expected = new T5Engine().pretrain(job(whole, 4), Progress.none());
        stopAfter(job(stopped, 4), 2);
        stopAfter(job(stopped, 4), 5);

        PretrainingOutcome outcome = new T5Engine().pretrain(job(stopped, 4), Progress.none());

        assertThat(stopped.resolve("student/model.safetensors"))
                .hasSameBinaryContentAs(whole.resolve("student/model.safetensors"));
        assertThat(heldOutLosses(stopped)).isEqualTo(heldOutLosses(whole));
        assertThat(outcome.heldOutLoss()).isEqualTo(expected.heldOutLoss());
        assertThat(new T5Engine().pretrain(job(stopped, 4), Progress.none())).isEqualTo(outcome);
    }

    @Test
    void everyEpochsPairsDecodeBackToTheText() {
        PretrainingJob job = job(folder, 1);
        List<String> sorted = new ArrayList<>();
        try (InitialStudent initial = InitialStudent.of(job, Device.CPU)) {
            T5Tokenizer tokenizer = initial.tokenizer();
            TextLesson lesson = new TextLesson(job, tokenizer);
            for (int epoch = 0; epoch < 2; epoch++) {
                StringBuilder text = new StringBuilder();
                for (List<EncodedExample> batch : lesson.epoch(epoch)) {
                    for (EncodedExample row : batch) {
                        assertThat(row.source()).hasSizeLessThanOrEqualTo(32);
                        text.append(' ').append(tokenizer.decode(restored(row, tokenizer)));
                    }
                }
                // chunks end within words, so words are compared without blanks
                sorted.add(text.toString()
                        .replace(" ", "")
                        .chars()
                        .sorted()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
                assertThat(documents().stream()
                                .filter(document ->
                                        text.toString().replace(" ", "").contains(document.replace(" ", "")))
                                .count())
                        .isEqualTo(54); // of 60, 6 are held out
            }
        }
        assertThat(sorted.get(1)).isEqualTo(sorted.get(0));
    }

    private static int[] restored(EncodedExample row, T5Tokenizer tokenizer) {
        List<Integer> sentinels =
                java.util.Arrays.stream(tokenizer.sentinelIds()).boxed().toList();
        List<Integer> text = new ArrayList<>();
        int at = 0;
        for (int id : row.source()) {
            if (sentinels.contains(id)) {
                assertThat(row.target()[at]).isEqualTo(id);
                for (at++; row.target()[at] != tokenizer.eosId() && !sentinels.contains(row.target()[at]); at++) {
                    text.add(row.target()[at]);
                }
            } else {
                text.add(id);
            }
        }
        return text.stream().mapToInt(Integer::intValue).toArray();
    }

    @ParameterizedTest
    @CsvSource({"fixed, 0", "dynamic, 0", "grouped, 64"})
    void paddingAndBatchTokensMeanNothing(String padding, int batchTokens) {
        PretrainingJob job = job(folder, 1);
        TrainingConfig config = job.config().with(Map.of("padding", padding, "batch_tokens", batchTokens));

        assertThat(new PretrainingJob(job.student(), config, job.corruption(), job.documents(), 0.1, folder))
                .isEqualTo(job);
    }

    @Test
    void refusesASingleDocument() {
        PretrainingJob job = job(folder, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PretrainingJob(job.student(), job.config(), job.corruption(), List.of("one"), 0.1, folder))
                .withMessage("pre-training needs at least 2 documents, one to be judged by, but has 1");
    }
}
