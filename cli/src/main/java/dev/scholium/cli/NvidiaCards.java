package dev.scholium.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** NVIDIA's graphics cards in this machine, as their driver's own program tells them. */
final class NvidiaCards {

    private static final int PATIENCE = 5; // seconds

    private NvidiaCards() {}

    /** {@return name and memory of each; none where there is no driver, or it does not answer} */
    static List<String> look() {
        return look(List.of("nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader"));
    }

    /**
     * Asks a program.
     *
     * @param command that prints a card a line
     * @return its lines; none if it cannot be run, fails, or takes too long
     */
    static List<String> look(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return List.of();
            }
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0
                    ? printed.lines().filter(line -> !line.isBlank()).toList()
                    : List.of();
        } catch (IOException e) {
            return List.of(); // there is no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
