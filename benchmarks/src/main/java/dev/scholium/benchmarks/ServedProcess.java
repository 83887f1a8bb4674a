package dev.scholium.benchmarks;

import dev.scholium.file.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server in a process of its own, until it is closed. */
final class ServedProcess implements AutoCloseable {

    private final Process process;
    private final String url;
    private final Path log;

    private ServedProcess(Process process, String url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /**
     * Starts a server, which prints its address on the first line.
     *
     * @param command program and arguments
     * @param environment variables that are set; those with an empty value are taken away
     * @param log takes what it prints to standard error
     * @return it, listening
     * @throws IOException if it cannot be started or prints nothing
     */
    static ServedProcess start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        ChildProcess.change(builder, environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // when the benchmark is stopped
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String url = out.readLine();
        if (url == null) {
            throw new IOException(command.get(0) + ": did not start: " + Files.readString(log));
        }
        return new ServedProcess(process, url, log);
    }

    /** {@return where it listens} */
    String url() {
        return url;
    }

    /** {@return whether it runs} */
    boolean isAlive() {
        return process.isAlive();
    }

    /** {@return its resident memory in megabytes; 0 where Linux does not count it} */
    long residentMegabytes() {
        return ProcessMemory.NOW.megabytes(process.pid()).orElse(0);
    }

    /**
     * Reads how long requests took by the server's own clock.
     *
     * @param status of the replies that count
     * @return milliseconds, one a line of its access log
     * @throws IOException if the log cannot be read
     */
    List<Double> loggedMilliseconds(int status) throws IOException {
        String ofStatus = "\"status\":" + status + ",";
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith("{") && line.contains(ofStatus))
                    .map(line -> Json.mapper().readTree(line).path("ms").asDouble())
                    .toList();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
