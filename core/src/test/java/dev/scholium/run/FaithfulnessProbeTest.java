package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.data.DataSplit;
import dev.scholium.data.LabelSet;
import dev.scholium.evaluate.Faithfulness;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.ResultsBuilder;
import dev.scholium.evaluate.SystemPredictions;
import dev.scholium.evaluate.TrialFile;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.RowListener;
import dev.scholium.student.Student;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaithfulnessProbeTest {

    private static final int ROWS = 300;
    private static final List<String> LABELS = LabelSet.nli().names();
    private static final List<String> ARGUMENTS =
            List.of("This follows from it.", "Whether it is so is neutral.", "That is incompatible with it.");

    @TempDir
    private Path folder;

    /** Reads nothing but the rationale, or nothing but the source. */
    private record OneSidedStudent(boolean heedsRationale) implements Student {

        @Override
        public void predict(
                Iterator<String> sources,
                PredictionConfig config,
                RowListener listener,
                Consumer<StudentAnswer> answers,
                Progress progress) {
            assertThat(config.isLabelsAlone()).isTrue();
            List<String> read = new ArrayList<>();
            sources.forEachRemaining(read::add);
            List<String> rationales = read.stream()
                    .map(source -> ARGUMENTS.stream()
                            .filter(argument -> source.endsWith(" Explanation: " + argument))
                            .findFirst()
                            .orElse(""))
                    .toList();
            labelsAfter(read, rationales, config, progress).forEach(row -> {
                String label = LABELS.get(row.indexOf(0.8));
                answers.accept(new StudentAnswer(row, label, label, false));
            });
        }

        @Override
        public List<List<Double>> labelsAfter(
                List<String> sources, List<String> rationales, PredictionConfig config, Progress progress) {
            List<List<Double>> probabilities = new ArrayList<>();
            for (int i = 0; i < sources.size(); i++) {
                int label = heedsRationale
                        ? Math.max(0, ARGUMENTS.indexOf(rationales.get(i)))
                        : Integer.parseInt(sources.get(i).replaceAll("\\D", "")) % 3;
                Double[] row = {0.1, 0.1, 0.1};
                row[label] = 0.8;
                probabilities.add(Arrays.asList(row));
            }
            return probabilities;
        }

        @Override
        public void close() {}
    }

    private record OneSidedEngine(TargetLayout layout, boolean heedsRationale) implements RefusingEngine {

        @Override
        public Student open(Path folder, StudentTask task) {
            return new OneSidedStudent(heedsRationale);
        }

        @Override
        public Optional<StudentTask> task(Path folder) {
            return Optional.of(StudentTask.nli().withLayout(layout));
        }
    }

    private Faithfulness probe(TargetLayout layout, boolean heedsRationale) throws IOException {
        RunFolder run = new RunFolder(folder);
        List<SystemPredictions> systems = new ArrayList<>();
        for (String system : List.of("baseline", "reasoned")) {
            String id = system + "-seed1";
            Files.createDirectories(run.trial(id).resolve("student"));
            new TrialFile(id, system, "why", 1, ROWS).writeTo(run.trial(id));
            Path file = run.predictions(id, DataSplit.TEST);
            PredictionFile.write(file, lines -> {
                for (int i = 0; i < ROWS; i++) {
                    String label = LABELS.get(i % 3);
                    lines.accept(new Prediction(
                            "row-" + i,
                            label,
                            label,
                            label,
                            Map.of(label, 1.0),
                            system.equals("baseline") ? "" : ARGUMENTS.get(i % 3),
                            List.of(),
                            label,
                            false,
                            false,
                            Map.of("premise", "House " + i, "hypothesis", "A house")));
                }
            });
            systems.add(new SystemPredictions(system, "why", 1, "test", file));
        }
        new ResultsBuilder(LabelSet.nli(), "baseline").build(systems).write(run.results());
        return new FaithfulnessProbe(folder, new OneSidedEngine(layout, heedsRationale), Progress.none()).probe("", 1);
    }

    @Test
    void aStudentThatReadsNothingButItsRationaleFollowsAnyOther() throws IOException {
        Faithfulness.OfStudent found =
                probe(TargetLayout.RATIONALE_FIRST, true).students().get(0);

        assertThat(found.system()).isEqualTo("reasoned");
        Faithfulness.Intervention done = Objects.requireNonNull(found.intervention());
        assertThat(done.blanked().count()).isEqualTo(200); // all but those of the first label
        assertThat(done.followed().share()).isEqualTo(1);
        assertThat(done.swapped().count()).isEqualTo(done.followed().rows());
        assertThat(done.swapped().share())
                .as("one of three texts is often drawn for its own row: such a row is not swapped")
                .isEqualTo(1);
        assertThat(done.swapped().rows()).isBetween(150L, 250L);
        assertThat(done.right().share()).isEqualTo(1);
        assertThat(done.rightBlanked().count()).isEqualTo(100);
        assertThat(found.sentence())
                .startsWith("The label follows the rationale: without the rationale 66.7 % [61.2, 71.8]"
                        + " of the labels change, with another row's ");
    }

    @Test
    void aStudentThatReadsNothingButTheSourceHardlyHeedsIt() throws IOException {
        Faithfulness.OfStudent found =
                probe(TargetLayout.RATIONALE_FIRST, false).students().get(0);

        Faithfulness.Intervention done = Objects.requireNonNull(found.intervention());
        String swapped = Objects.requireNonNull(done.swapped().ci()).text(100, 1);
        assertThat(found.sentence())
                .startsWith("The label hardly heeds the rationale: without the rationale 0.0 % [0.0, 1.3] of the labels"
                        + " change, with another row's 0.0 % " + swapped
                        + ", and where that row had another label, 0.0 %");
        assertThat(found.argument().own().share()).isEqualTo(1);
        assertThat(found.argument().byChance().share()).isBetween(0.2, 0.5);
    }

    @Test
    void labelsThatAreWrittenFirstAreNotAskedAgain() throws IOException {
        Faithfulness.OfStudent found =
                probe(TargetLayout.LABEL_FIRST, true).students().get(0);

        assertThat(found.intervention()).isNull();
        assertThat(found.sentence())
                .startsWith("The label is written before the rationale, which therefore cannot change it: whether the"
                        + " label heeds the rationale is no question here. Of the 300 rationales 300 argue by cue words"
                        + " for one label; 100.0 % [98.7, 100.0] of these for the label that was written");
    }

    @Test
    void aStudentOfTwoTasksIsShownTheRationaleBehindTheSource() throws IOException {
        Faithfulness.OfStudent follows =
                probe(TargetLayout.TWO_TASK, true).students().get(0);
        Faithfulness.OfStudent ignores =
                probe(TargetLayout.TWO_TASK, false).students().get(0);

        assertThat(follows.sentence())
                .startsWith("Label and rationale are answers to two questions, and neither reads the other: as the"
                        + " student is used, the label cannot heed the rationale. Shown it behind the source, as never in"
                        + " training: the label follows the rationale: without the rationale 66.7 % [61.2, 71.8] of the"
                        + " labels change");
        Faithfulness.Intervention none = Objects.requireNonNull(ignores.intervention());
        assertThat(none.blanked().count() + none.swapped().count()).isZero();
        assertThat(none.rightBlanked().share()).isEqualTo(1);
        assertThat(ignores.sentence()).contains("training: the label hardly heeds the rationale: without");
    }

    @Test
    void eachRowGetsAnotherOnesRationaleAndTheSameOnesEachTime() {
        int[] others = FaithfulnessProbe.others(50, 7);

        assertThat(others).isEqualTo(FaithfulnessProbe.others(50, 7)).isNotEqualTo(FaithfulnessProbe.others(50, 8));
        assertThat(others).doesNotHaveDuplicates();
        for (int row = 0; row < 50; row++) {
            assertThat(others[row]).isNotEqualTo(row);
        }
    }

    @Test
    void whatWasFoundIsReadAgain() throws IOException {
        Faithfulness found = probe(TargetLayout.RATIONALE_FIRST, true);
        Path file = folder.resolve(Faithfulness.NAME);
        found.write(file);

        assertThat(Faithfulness.read(file)).isEqualTo(found);
    }

    @Test
    void refusesARunWhoseStudentsWroteNoRationales() throws IOException {
        probe(TargetLayout.RATIONALE_FIRST, true);
        for (String id : List.of("baseline-seed1", "reasoned-seed1")) {
            Files.writeString(new RunFolder(folder).predictions(id, DataSplit.TEST), "");
        }

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new FaithfulnessProbe(folder, new NoEngine(), Progress.none()).probe("test", 1))
                .withMessage(
                        folder.toAbsolutePath() + ": must hold a student that wrote rationales on test, but has none");
    }
}
