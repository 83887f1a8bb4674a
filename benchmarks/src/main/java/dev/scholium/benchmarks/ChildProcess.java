package dev.scholium.benchmarks;

import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Runs one side of a benchmark in a process of its own. */
final class ChildProcess {

    private static final long POLL_MILLIS = 50;

    /** Of every command, as the launcher has them. */
    private static final List<String> LAUNCHER_FLAGS =
            List.of("-Dorg.bytedeco.javacpp.maxBytes=0", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");

    private ChildProcess() {}

    /**
     * What a child said and took.
     *
     * @param line the JSON that it printed last; an empty object if none
     * @param peakMegabytes its highest resident memory, as Linux counts it; 0 elsewhere
     */
    record Outcome(JsonNode line, long peakMegabytes) {

        /**
         * One of the figures that it printed.
         *
         * @param name key in the line
         * @return the number
         */
        double figure(String name) {
            return line.path(name).asDouble();
        }
    }

    /**
     * The command that runs a class of this program.
     *
     * @param main the class
     * @param flags of the virtual machine, besides those that the launcher has for every command
     * @param arguments of its main method
     * @return the command
     */
    static List<String> java(Class<?> main, List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LAUNCHER_FLAGS);
        command.addAll(flags);
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path", "."), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /**
     * Runs a command to its end.
     *
     * @param command program and arguments
     * @param environment variables that are set; those with an empty value are taken away
     * @return what it said and took
     * @throws IOException if it cannot be started or fails
     * @throws InterruptedException if interrupted while it runs
     */
    static Outcome run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        change(builder, environment);
        Process process = builder.start();
        CompletableFuture<List<String>> lines = CompletableFuture.supplyAsync(
                () -> process.inputReader(StandardCharsets.UTF_8).lines().toList());
        long peak = 0;
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(
                        peak, ProcessMemory.PEAK.megabytes(process.pid()).orElse(0));
            }
        } finally {
            process.destroy(); // when interrupted
        }
        List<String> printed = lines.join();
        if (process.exitValue() != 0) {
            throw new IOException(command.get(0) + " ... " + command.get(command.size() - 1) + " failed with exit code "
                    + process.exitValue() + ", as said above");
        }
        String last = printed.isEmpty() ? "" : printed.get(printed.size() - 1);
        return new Outcome(Json.mapper().readTree(last.startsWith("{") ? last : "{}"), peak);
    }

    /**
     * Changes what a process inherits.
     *
     * @param builder of the process
     * @param environment variables that are set; those with an empty value are taken away
     */
    static void change(ProcessBuilder builder, Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
    }
}
