package dev.scholium.torch.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.Decoding;
import dev.scholium.student.Student;
import dev.scholium.student.Student.PredictionConfig;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentExample;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import dev.scholium.student.TrainingJob;
import dev.scholium.student.TrainingOutcome;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.train.ToyRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tiny students learn the other two layouts; every seventh row has no rationale to learn. */
@Tag("native")
class LayoutsTest {

    @TempDir
    private static Path folder;

    private static Path rationaleFirst;
    private static Path twoTask;

    @BeforeAll
    static void train() {
        rationaleFirst = train(TargetLayout.RATIONALE_FIRST);
        twoTask = train(TargetLayout.TWO_TASK);
    }

    private static Path train(TargetLayout layout) {
        TrainingJob job = ToyRows.job(folder.resolve(layout.word()), 40, 0.01);
        List<StudentExample> rows = IntStream.range(0, job.train().size())
                .mapToObj(i -> i % 7 == 0
                        ? job.train().get(i).withoutRationale()
                        : job.train().get(i))
                .toList();
        TrainingOutcome outcome = new T5Engine()
                .train(
                        new TrainingJob(
                                job.task().withLayout(layout),
                                job.student(),
                                job.config().with(Map.of("layout", layout, "evaluations", 1, "dropout", 0)),
                                rows,
                                job.dev(),
                                job.folder()),
                        Progress.none());
        assertThat(outcome.bestAccuracy()).isGreaterThan(0.9);
        return outcome.student();
    }

    private static List<StudentAnswer> predict(Path student, PredictionConfig config) {
        StudentTask task = TaskFile.read(student).orElseThrow(); // the folder alone says how to predict
        List<StudentAnswer> answers = new ArrayList<>();
        try (Student opened = new T5Engine().open(student, task)) {
            opened.predict(sources().iterator(), config, answers::add, Progress.none());
        }
        return answers;
    }

    private static List<String> sources() {
        return ToyRows.rows(45, false).stream().map(StudentExample::source).toList();
    }

    private static double accuracy(Path student, List<StudentAnswer> answers) {
        StudentTask task = TaskFile.read(student).orElseThrow();
        List<StudentExample> gold = ToyRows.rows(45, true);
        return IntStream.range(0, gold.size())
                        .filter(i -> task.parse(answers.get(i).output())
                                .label()
                                .filter(gold.get(i).label()::equals)
                                .isPresent())
                        .count()
                / (double) gold.size();
    }

    @Test
    void aStudentLearnsToWriteTheRationaleAndThenTheLabel() {
        List<StudentAnswer> answers = predict(rationaleFirst, new PredictionConfig(24, 32, 7));

        assertThat(accuracy(rationaleFirst, answers)).isGreaterThan(0.9);
        assertThat(answers)
                .filteredOn(answer -> answer.output().matches("the \\w+ does so \\w+ Label: \\w+"))
                .hasSizeGreaterThan(24); // the others are labels alone, as in training
    }

    @ParameterizedTest
    @EnumSource(value = TargetLayout.class, names = "LABEL_FIRST", mode = EnumSource.Mode.EXCLUDE)
    void theScoredLabelIsTheOneThatWasWritten(TargetLayout layout) {
        Path student = layout == TargetLayout.TWO_TASK ? twoTask : rationaleFirst;
        StudentTask task = StudentTask.nli().withLayout(layout);

        for (StudentAnswer answer : predict(student, new PredictionConfig(24, 32, 8))) {
            assertThat(task.parse(answer.output()).label()).contains(answer.scoredLabel());
            assertThat(answer.labelProbabilities().stream().mapToDouble(p -> p).sum())
                    .isCloseTo(1, within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource(value = TargetLayout.class, names = "LABEL_FIRST", mode = EnumSource.Mode.EXCLUDE)
    void aListenerHearsRationalesGrowAndLabelsOnce(TargetLayout layout) {
        Path student = layout == TargetLayout.TWO_TASK ? twoTask : rationaleFirst;
        HeardAnswers heard = new HeardAnswers(row -> true);

        List<StudentAnswer> answers = heard.predict(student, new PredictionConfig(24, 32, 8), sources());

        heard.assertLeadsTo(answers, StudentTask.nli().withLayout(layout));
    }

    @Test
    void aStudentLearnsBothTasks() {
        List<StudentAnswer> answers = predict(twoTask, new PredictionConfig(24, 32, 7));

        assertThat(accuracy(twoTask, answers)).isGreaterThan(0.9);
        assertThat(answers)
                .filteredOn(answer -> answer.output()
                        .matches("(Entailment Explanation: the \\w+ does so surely"
                                + "|Neutral Explanation: the \\w+ does so maybe"
                                + "|Contradiction Explanation: the \\w+ does so never)"))
                .hasSizeGreaterThan(40);
    }

    @Test
    void twoTasksWriteNoRationaleWhereThereIsRoomForALabelOnly() {
        assertThat(predict(twoTask, new PredictionConfig(2, 32, 7)))
                .noneMatch(answer -> answer.output().contains("Explanation"));
    }

    private static List<List<Double>> labelsAfter(Path student, List<String> rationales) {
        StudentTask task = TaskFile.read(student).orElseThrow();
        List<String> sources =
                ToyRows.rows(45, false).stream().map(StudentExample::source).toList();
        try (Student opened = new T5Engine().open(student, task)) {
            return opened.labelsAfter(sources, rationales, new PredictionConfig(24, 32, 7), Progress.none());
        }
    }

    @Test
    void behindItsOwnRationaleAStudentTellsTheLabelThatItWroteAndBehindOthersAnother() {
        StudentTask task = TaskFile.read(rationaleFirst).orElseThrow();
        List<StudentAnswer> answers = predict(rationaleFirst, new PredictionConfig(24, 32, 7));
        List<String> own = answers.stream()
                .map(answer -> task.parse(answer.output()).rationale())
                .toList();

        List<List<Double>> again = labelsAfter(rationaleFirst, own);
        List<List<Double>> swapped = labelsAfter(
                rationaleFirst,
                IntStream.range(0, 45).mapToObj(i -> own.get((i + 1) % 45)).toList());

        for (int i = 0; i < 45; i++) {
            if (!own.get(i).isEmpty()) { // a row that wrote its label alone had no separator before it
                for (int label = 0; label < 3; label++) {
                    assertThat(again.get(i).get(label))
                            .isCloseTo(answers.get(i).labelProbabilities().get(label), within(1e-5));
                }
            }
            assertThat(swapped.get(i).stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-6));
        }
        assertThat(swapped).isNotEqualTo(again);
    }

    @Test
    void onlyAStudentThatWritesItsRationaleFirstCanBeGivenAnother() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> labelsAfter(twoTask, Collections.nCopies(45, "")))
                .withMessage("labels can be told after other rationales only where students write the rationale first,"
                        + " but the layout of this one is two-task");
    }

    @Test
    void rationaleFirstHasNoLabelToBeginWith() {
        PredictionConfig config = new PredictionConfig(24, 32, 7, new Decoding.Greedy(), true);

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> predict(rationaleFirst, config))
                .withMessage("outputs can begin with nothing but a label only where students write it first, but the"
                        + " layout of this one is rationale-first");
        assertThat(predict(twoTask, config)).hasSize(45);
    }
}
