package dev.scholium.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command {@code scholium augment} in a process of its own. */
final class AugmentProcess {

    private final Process process;
    private final Path output;

    private AugmentProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it; what it prints goes to a file beside the run folder. */
    static AugmentProcess start(Path recipe, Path run, String... settings) throws IOException {
        List<String> command = ChildCommand.of("256m", "augment", recipe.toString(), "--run-dir", run.toString());
        Arrays.stream(settings).forEach(setting -> command.addAll(List.of("--set", setting)));
        Files.createDirectories(run.toAbsolutePath().getParent());
        Path output = run.resolveSibling(run.getFileName() + ".log");
        return new AugmentProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; true if it was still alive. */
    boolean kill() throws InterruptedException {
        boolean alive = process.isAlive();
        process.destroyForcibly().waitFor();
        return alive;
    }

    /** Waits for its own end and returns its exit status. */
    int end() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + printed());
        }
        return process.exitValue();
    }

    /** {@return the last lines that it printed} */
    String printed() {
        try {
            List<String> lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
