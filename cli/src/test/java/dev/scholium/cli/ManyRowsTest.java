package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Predicts more rows than fit into the memory that the process is given: with their answers, some 150 MB. */
@Tag("native")
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class ManyRowsTest {

    private static final long ROWS = 200_000;
    private static final long EARLY = 40_000;
    private static final long GROWTH_KB = 24 * 1024; // 2 MB when this was written

    @Test
    void fiveTimesTheRowsTakeNoMoreMemory(@TempDir Path student) throws Exception {
        PredictCommandTest.makeAStudent(student);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.scholium.cli.Main",
                        "predict",
                        student.toString(),
                        "-",
                        "--max-new-tokens",
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> ask(process));
        long early = 0;
        long late = 0;
        long answered = 0;
        try (BufferedReader answers = process.inputReader()) {
            while (answers.readLine() != null) {
                answered++;
                if (answered % EARLY == 0 && answered < ROWS) { // with the last row it may end
                    late = Math.max(late, residentKilobytes(process));
                    early = answered == EARLY ? late : early;
                }
            }
        } finally {
            process.destroy();
        }
        asked.join();

        System.err.println(
                "resident: " + early / 1024 + " MB at " + EARLY + " rows, at most " + late / 1024 + " MB later");
        assertThat(answered).isEqualTo(ROWS);
        assertThat(late - early).isLessThan(GROWTH_KB);
    }

    private static void ask(Process process) {
        try (BufferedWriter rows = process.outputWriter()) {
            for (long i = 1; i <= ROWS; i++) {
                rows.write(PredictCommandTest.row(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long residentKilobytes(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", "" + process.pid(), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
