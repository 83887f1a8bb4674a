package dev.scholium.torch.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.PredictionPrecision;
import dev.scholium.student.Student;
import dev.scholium.student.Student.PredictionConfig;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentExample;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import dev.scholium.torch.tokenize.T5Tokenizer;
import dev.scholium.torch.train.ToyRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class T5StudentTest {

    @TempDir
    private static Path folder;

    private static Path student;

    @BeforeAll
    static void train() {
        student = new T5Engine()
                .train(ToyRows.job(folder, 10, 0.01), Progress.none())
                .student();
    }

    private static List<StudentAnswer> predict(List<String> sources, int batchSize) {
        return predict(sources, new PredictionConfig(12, 32, batchSize), StudentTask.nli());
    }

    private static List<StudentAnswer> predict(List<String> sources, PredictionConfig config, StudentTask task) {
        List<StudentAnswer> answers = new ArrayList<>();
        try (Student opened = new T5Engine().open(student, task)) {
            opened.predict(sources.iterator(), config, answers::add, Progress.none());
        }
        return answers;
    }

    private static List<String> sources() {
        return ToyRows.rows(50, false).stream().map(StudentExample::source).toList();
    }

    @Test
    void answersComeInTheOrderOfTheSources() {
        List<String> sources = sources();
        List<String> reversed = new ArrayList<>(sources);
        Collections.reverse(reversed);

        List<StudentAnswer> answers = predict(sources, 1); // a window holds 32 batches, so there are two

        List<StudentAnswer> answersReversed = predict(reversed, 7);
        Collections.reverse(answersReversed);
        assertThat(answers).hasSize(50);
        for (int i = 0; i < 50; i++) {
            assertThat(answersReversed.get(i).output()).isEqualTo(answers.get(i).output());
            assertThat(answersReversed.get(i).scoredLabel())
                    .isEqualTo(answers.get(i).scoredLabel());
        }
    }

    @Test
    void aListenerHearsRowsByTheirNumbersAmongAllSources() {
        HeardAnswers heard = new HeardAnswers(row -> true);

        List<StudentAnswer> answers = heard.predict(student, new PredictionConfig(12, 32, 1), sources());

        heard.assertLeadsTo(answers, StudentTask.nli());
    }

    @Test
    void rowsThatNobodyWaitsForAreCutOffAndChangeNoOthers() {
        PredictionConfig config = new PredictionConfig(12, 32, 50);
        List<StudentAnswer> whole = predict(sources(), config, StudentTask.nli());

        List<StudentAnswer> some = new HeardAnswers(row -> row % 2 == 0).predict(student, config, sources());

        for (int row = 0; row < whole.size(); row++) {
            assertThat(some.get(row).cutOff())
                    .isEqualTo(row % 2 == 1 || whole.get(row).cutOff());
            assertThat(row % 2 == 1
                            || some.get(row).output().equals(whole.get(row).output()))
                    .isTrue();
        }
    }

    @Test
    void severalThreadsAnswerAsOneDoes() {
        PredictionConfig config = new PredictionConfig(12, 32, 4);
        List<StudentAnswer> shared = predict(sources(), config, StudentTask.nli());

        int threads = torch.get_num_threads();
        torch.set_num_threads(threads == 1 ? 2 : 1);
        try {
            List<StudentAnswer> alone = predict(sources(), config, StudentTask.nli());

            for (int i = 0; i < alone.size(); i++) {
                assertThat(shared.get(i).output()).isEqualTo(alone.get(i).output());
                assertThat(shared.get(i).labelProbabilities().get(0))
                        .isCloseTo(alone.get(i).labelProbabilities().get(0), within(1e-5));
            }
        } finally {
            torch.set_num_threads(threads);
        }
    }

    @Test
    void weightsOfEightBitsGiveNearlyTheSameAnswers() {
        List<StudentAnswer> exact = predict(sources(), 8);
        List<StudentAnswer> rounded = new ArrayList<>();
        try (Student opened = new T5Engine().open(student, StudentTask.nli(), PredictionPrecision.INT8)) {
            opened.predict(sources().iterator(), new PredictionConfig(12, 32, 8), rounded::add, Progress.none());
        }

        double farthest = 0;
        for (int i = 0; i < exact.size(); i++) {
            for (int label = 0; label < 3; label++) {
                double difference = exact.get(i).labelProbabilities().get(label)
                        - rounded.get(i).labelProbabilities().get(label);
                farthest = Math.max(farthest, Math.abs(difference));
            }
        }
        assertThat(rounded).hasSameSizeAs(exact);
        assertThat(farthest).isPositive().isLessThan(0.1);
    }

    @Test
    void probabilitiesSumToOne() {
        for (StudentAnswer answer : predict(sources(), 8)) {
            assertThat(answer.labelProbabilities().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void noSourcesGiveNoAnswersAndAnEmptySourceOne() {
        assertThat(predict(List.of(), 8)).isEmpty();
        assertThat(predict(List.of(""), 8)).hasSize(1);
    }

    @Test
    void labelsAloneAreThoseThatTheScoresName() {
        List<StudentAnswer> written = predict(sources(), 8);

        List<StudentAnswer> alone = predict(sources(), new PredictionConfig(0, 32, 8), StudentTask.nli());

        for (int i = 0; i < written.size(); i++) {
            assertThat(alone.get(i).labelProbabilities())
                    .isEqualTo(written.get(i).labelProbabilities());
            assertThat(alone.get(i).scoredLabel()).isEqualTo(written.get(i).scoredLabel());
            assertThat(StudentTask.nli().parse(alone.get(i).output()).label())
                    .contains(alone.get(i).scoredLabel());
            assertThat(alone.get(i).cutOff()).isFalse();
        }
    }

    @Test
    void refusesLabelsAloneOfAStudentThatWritesThemLast() {
        StudentTask task = StudentTask.nli().withLayout(TargetLayout.RATIONALE_FIRST);

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> predict(sources(), new PredictionConfig(0, 32, 8), task))
                .withMessage(
                        "labels can be told without writing only where students write them first, but the layout of"
                                + " this one is rationale-first; --max-new-tokens must be at least 1");
    }

    @Test
    void aStopSaysThatTheCommandBeginsAnew() {
        PredictionConfig config = new PredictionConfig(12, 32, 8);
        Iterator<String> sources = sources().iterator();
        try (Student opened = new T5Engine().open(student, StudentTask.nli())) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(ScholiumException.class)
                    .isThrownBy(() -> opened.predict(sources, config, answer -> {}, Progress.none()))
                    .withMessage("predicting was stopped before its end; run the same command again");
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void refusesATokenizerThatTheModelHasNoRowsFor(@TempDir Path other) {
        Map<String, Integer> sizes = Map.of("d_model", 8, "d_kv", 4, "d_ff", 16, "num_heads", 2, "num_layers", 1);
        try (T5Model model = T5Model.fresh(T5Sizes.of("tiny", 128, sizes), 1);
                T5Tokenizer tokenizer = T5Tokenizer.open(student)) {
            model.save(other);
            tokenizer.saveTo(other);
            String message = other + ": its tokenizer must have at most 128 tokens with <pad> 0 and </s> 1, but has "
                    + tokenizer.size() + " with 0 and 1; is it another model's?";

            assertThatExceptionOfType(ScholiumException.class)
                    .isThrownBy(() -> new T5Engine().open(other, StudentTask.nli()))
                    .withMessage(message);
            assertThatExceptionOfType(ScholiumException.class)
                    .isThrownBy(() -> new T5Engine().merge(folder, other.toString(), folder.resolve("merged")))
                    .withMessage(message);
        }
    }
}
