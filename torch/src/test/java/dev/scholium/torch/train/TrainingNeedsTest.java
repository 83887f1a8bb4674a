package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingJob;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.optimize.AdamW;
import dev.scholium.torch.optimize.Optimizer;
import dev.scholium.torch.t5.DataParallel;
import dev.scholium.torch.t5.PassSettings;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.train.TrainingNeeds.Room;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingNeedsTest {

    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;

    private final StepProgress progress = new StepProgress(step -> {});

    @Test
    void saysWhatThereIsAndWhatIsNeeded() {
        TrainingNeeds needs = new TrainingNeeds(3 * GIB / 2, 20 * MIB, 10 * MIB, 0);

        needs.tell("training the student", Path.of("trial"), new Room(Device.CPU, 8 * GIB, 5 * GIB), progress);

        assertThat(progress.said())
                .containsExactly("For training the student: about 1.5 GiB of memory (the machine has 8.0 GiB) and"
                        + " 20 MiB on disk (5.0 GiB free)");
    }

    @Test
    void saysBeforeTheFirstTrainingWhatAllLeaveOnTheDisk() {
        TrainingNeeds needs = new TrainingNeeds(GIB, 9 * GIB, 6 * GIB, 0).before(9);

        needs.tell("training the student", Path.of("trial"), new Room(Device.CPU, 8 * GIB, 62 * GIB), progress);

        assertThat(progress.said())
                .containsExactly(
                        "For training the student: about 1.0 GiB of memory (the machine has 8.0 GiB) and 9.0 GiB on"
                                + " disk, 63.0 GiB with the 9 that follow (62.0 GiB free)",
                        "Warning: the disk has too little room for all trainings of this run; make room meanwhile, or"
                                + " set keep_checkpoints: 1");
    }

    @Test
    void refusesADiskThatIsTooSmall() {
        TrainingNeeds needs = new TrainingNeeds(GIB, 3 * GIB, 2 * GIB, 1);

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> needs.tell("x", Path.of("trial"), new Room(Device.CPU, 8 * GIB, 2 * GIB), progress))
                .withMessage("trial: training needs 3.0 GiB on disk for checkpoints and student, but 2.0 GiB are free;"
                        + " make room, or set keep_checkpoints: 1");
    }

    @Test
    void warnsOfAMachineWithLittleMemory() {
        TrainingNeeds needs = new TrainingNeeds(9 * GIB, GIB, GIB, 0);

        needs.tell("x", Path.of("trial"), new Room(Device.CPU, 8 * GIB, 2 * GIB), progress);

        assertThat(progress.said())
                .hasSize(2)
                .last()
                .isEqualTo("Warning: the training may run out of memory; lower batch_size (raise"
                        + " gradient_accumulation_steps to keep the rows of a step), or take a smaller student");
    }

    @Test
    void saysOnWhichDeviceAndKnowsNothingOfItsMemory() {
        TrainingNeeds needs = new TrainingNeeds(9 * GIB, 20 * MIB, 10 * MIB, 0);

        needs.tell("training the student", Path.of("trial"), new Room(Device.CUDA, 8 * GIB, 5 * GIB), progress);

        assertThat(progress.said())
                .containsExactly("For training the student: about 9.0 GiB of cuda's memory and 20 MiB on disk"
                        + " (5.0 GiB free)");
    }

    /** T5-small, two workers, 16 rows of 272 and 96 tokens: the peaks, in GiB, stand in docs/performance.md. */
    @ParameterizedTest
    @Tag("native")
    @CsvSource({"float32, false, 4.26", "float32, true, 2.95", "bfloat16, false, 3.49", "bfloat16, true, 2.42"})
    void theMemoryIsTheProcesssPeakOrALittleMore(String precision, boolean checkpointing, double peak) {
        int[][] sources = new int[16][272];
        int[][] targets = new int[16][96];
        TrainingConfig config = ToyRows.config(1, 0.01, 7)
                .with(Map.of("precision", precision, "gradient_checkpointing", checkpointing));
        try (T5Model model = T5Model.fresh(T5Sizes.of("t5-small", 32128, Map.of()), 1);
                Optimizer optimizer = new AdamW(model.trainable(), AdamW.Settings.defaults());
                DataParallel parallel = DataParallel.of(model, PassSettings.of(config), 2)) {
            TrainingNeeds needs = TrainingNeeds.of(parallel, optimizer, TokenBatch.of(sources, targets), config);

            assertThat((double) needs.memory() / GIB).isBetween(peak, 1.15 * peak);
        }
    }

    @Test
    @Tag("native")
    void theDiskIsNearlyWhatTrainingsLeaveThere(@TempDir Path folder) throws IOException {
        TrainingJob job = ToyRows.job(folder, 3, 0.01);
        new T5Engine()
                .train(
                        new TrainingJob(
                                job.task(),
                                job.student(),
                                job.config(),
                                job.train(),
                                job.dev(),
                                job.folder(),
                                job.tokens(),
                                99),
                        progress);

        String line = progress.said().get(0);
        double told = Double.parseDouble(line.replaceAll(".* and ([0-9]+) MiB on disk.*", "$1")) * MIB;
        double ofAll = Double.parseDouble(line.replaceAll(".*, ([0-9]+) MiB with the 99 that follow.*", "$1")) * MIB;
        double left = size(folder);
        // two of three checkpoints and one of two students stay; told in whole MiB
        assertThat(told).isBetween(left, 2 * left + 2 * MIB);
        assertThat(ofAll).isBetween(70 * left, 110 * left); // of so small students the metrics, too, take some
    }

    private static double size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void theTimeIsToldForThisTrainingAndForAll() {
        assertThat(new TimeEstimate(6986, 0).line())
                .contains("Its steps take about 1 h 56 min, by a trial of the largest batch; evaluations come on top");
        assertThat(new TimeEstimate(20, 9).line())
                .contains("Its steps take about 20 s, 3 min with the 9 that follow, by a trial of the largest batch;"
                        + " evaluations come on top");
        assertThat(new TimeEstimate(5, 9).line()).isEmpty();
    }
}
