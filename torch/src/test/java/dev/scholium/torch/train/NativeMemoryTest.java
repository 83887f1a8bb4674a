package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.torch.train.TrainingProcess.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trainings free what they allocate outside the Java heap, which has a fixed size here.
 *
 * <p>A tensor that a step forgets is one more native object after each step, until the garbage collector finds it; one
 * that libtorch itself keeps shows in the process's memory.
 */
@Tag("native")
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"tiny, 2000, 16", "t5-small, 200, 64"})
    void doesNotGrowAfterTheFirstQuarter(String size, int steps, long growthMegabytes) throws Exception {
        List<Usage> usage =
                TrainingProcess.run(size, folder, "adamw", steps / 2, 0).usage();

        assertThat(usage).hasSize(steps);
        long early = most(usage.subList(0, steps / 4).stream(), Usage::residentKilobytes) / 1024;
        long late = most(usage.subList(steps / 4, steps).stream(), Usage::residentKilobytes) / 1024;
        System.err.println(size + ": resident " + early + " MB at most in the first quarter, " + late + " MB later, "
                + usage.get(steps - 1).pointers() + " native objects");
        assertThat(most(usage.subList(steps / 4, steps).stream(), Usage::pointers))
                .isEqualTo(usage.get(steps / 4).pointers());
        assertThat(late - early).isLessThan(growthMegabytes);
    }

    private static long most(Stream<Usage> usage, ToLongFunction<Usage> figure) {
        return usage.mapToLong(figure).max().orElseThrow();
    }
}
