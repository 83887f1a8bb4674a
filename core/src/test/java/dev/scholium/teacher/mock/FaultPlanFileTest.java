package dev.scholium.teacher.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultPlanFileTest {

    @TempDir
    private Path folder;

    @Test
    void aFileSaysTheSameAsACommandLine() throws IOException {
        Path yaml = Files.writeString(folder.resolve("faults.yaml"), """
                429: 0.05
                slow: 0.01:2s
                latency: lognormal:200ms:0.5
                seed: 7
                """);
        Path json = Files.writeString(
                folder.resolve("faults.json"),
                "{\"429\": 0.05, \"slow\": \"0.01:2s\", \"latency\": \"lognormal:200ms:0.5\", \"seed\": 7}");
        FaultPlan typed = FaultPlan.of("429=0.05,slow=0.01:2s,latency=lognormal:200ms:0.5,seed=7");

        assertThat(FaultPlan.of(yaml.toString())).isEqualTo(typed);
        assertThat(FaultPlan.of(json.toString())).isEqualTo(typed);
    }

    @Test
    void saysWhichFileIsWrong() throws IOException {
        Path list = Files.writeString(folder.resolve("list.yaml"), "- reset\n");
        complains(list, list + ": must be a mapping of faults to shares, such as reset: 0.02");
        Path share = Files.writeString(folder.resolve("share.yaml"), "reset: 7\n");
        complains(share, share + ": reset must be a share in [0, 1], but is \"7\"");
        Path missing = folder.resolve("missing.yaml");
        complains(missing, missing + ": cannot be read: no such file");
    }

    private static void complains(Path file, String message) {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> FaultPlan.of(file.toString()))
                .withMessage(message);
    }
}
