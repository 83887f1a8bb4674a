package dev.scholium.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.scholium.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineDoctorTest {

    @TempDir
    private Path folder;

    private Finding vectors(String flags) throws IOException {
        Path file = Files.writeString(
                folder.resolve("cpuinfo"), "processor\t: 0\nmodel name\t: A\nflags\t\t: " + flags + "\n\n");
        return find(new MachineDoctor(folder, file), "vectors");
    }

    private static Finding find(MachineDoctor doctor, String subject) {
        return doctor.examine().stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void namesTheVectorInstructionsThatTrainingUses() throws IOException {
        assertThat(vectors("fpu avx avx2 bmi2 avx2").found()).isEqualTo("AVX2");
        assertThat(vectors("avx2 avx512f avx512_bf16 amx_bf16 amx_tile").found())
                .isEqualTo("AVX2, AVX-512, AVX512-BF16, AMX-BF16; bfloat16 in hardware");
        assertThat(vectors("fpu avx").level()).isEqualTo(Finding.Level.WARNING);
        assertThat(find(new MachineDoctor(folder, folder.resolve("none")), "vectors")
                        .found())
                .isEqualTo("this system does not tell its vector instructions");
    }

    @Test
    void looksAtEverythingThatARunNeeds() {
        List<Finding> findings = new MachineDoctor(folder.resolve("runs/not-there-yet")).examine();

        assertThat(findings.stream().map(Finding::subject))
                .containsExactly("Scholium", "Java", "system", "processor", "vectors", "memory", "disk", "SQLite");
        assertThat(find(new MachineDoctor(folder), "memory").found())
                .matches("\\d+\\.\\d GiB, of them \\d+\\.\\d for Java's own objects");
        assertThat(find(new MachineDoctor(folder), "disk").found()).contains(" GiB free at ");
        assertThat(find(new MachineDoctor(folder), "SQLite").found())
                .matches("3\\.\\d+\\.\\d+, loaded; it keeps the journal");
    }

    @Test
    void saysThatAPlaceCannotBeWritten() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assumeThat(closed.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(closed))
                .as("this account may write everywhere")
                .isFalse();

        List<Finding> findings = new MachineDoctor(closed).examine();

        assertThat(findings)
                .contains(Finding.problem("disk", closed + " cannot be written", "name another place with --run-dir"));
        assertThat(new Diagnosis(findings, List.of()).exitCode()).isEqualTo(ExitCode.FAILED);
    }
}
