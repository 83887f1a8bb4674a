package dev.scholium.web;

import dev.scholium.cli.ChildCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

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
        return new ServerProcess(new ProcessBuilder(ChildCommand.of("128m", arguments))
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
