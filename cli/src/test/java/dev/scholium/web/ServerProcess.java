package dev.scholium.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command that serves pages, in a process of its own. */
public final class ServerProcess {

    private final Process process;
    private final BufferedReader out;

    private ServerProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a command.
     *
     * @param arguments of {@code scholium}
     * @return it, to be killed
     * @throws IOException if no process can be started
     */
    public static ServerProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.scholium.cli.Main"));
        command.addAll(List.of(arguments));
        return new ServerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /**
     * Waits for a line of what it prints.
     *
     * @return the next one
     * @throws IOException if it cannot be read
     */
    public String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IllegalStateException("the command ended before it had printed what is waited for");
        }
        return line;
    }

    /**
     * Ends it by SIGKILL.
     *
     * @throws InterruptedException if interrupted before it is gone
     */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
