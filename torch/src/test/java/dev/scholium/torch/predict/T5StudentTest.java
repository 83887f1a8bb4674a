package dev.scholium.torch.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.progress.Progress;
import dev.scholium.student.Student;
import dev.scholium.student.Student.PredictionConfig;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentExample;
import dev.scholium.student.StudentTask;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.train.ToyRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
        List<StudentAnswer> answers = new ArrayList<>();
        try (Student opened = new T5Engine().open(student, StudentTask.nli())) {
            opened.predict(sources.iterator(), new PredictionConfig(12, 32, batchSize), answers::add, Progress.none());
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
}
