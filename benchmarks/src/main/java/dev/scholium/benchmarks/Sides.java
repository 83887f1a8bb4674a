package dev.scholium.benchmarks;

import dev.scholium.benchmarks.ChildProcess.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How the sides of a comparison are started, with the same number of threads.
 *
 * @param python has the peers' packages
 * @param peers folder of their scripts
 * @param tokenizer folder of the vocabulary that all use
 * @param threads that each computes with
 */
record Sides(String python, Path peers, Path tokenizer, int threads) {

    /** Of commands that compute, as the launcher has them. */
    private static final List<String> LAUNCHER_FLAGS = List.of("-XX:+UseParallelGC", "-Xms64m", "-XX:MaxNewSize=64m");

    /**
     * The sides as {@code benchmarks/run} tells them.
     *
     * @param threads that each computes with
     * @return the sides
     */
    static Sides ofEnvironment(int threads) {
        return new Sides(
                variable("SCHOLIUM_PYTHON"), Path.of(variable("SCHOLIUM_PEERS")), data().resolve("t5"), threads);
    }

    /** {@return the folder of the shared data} */
    static Path data() {
        return Path.of(variable("SCHOLIUM_DATA"));
    }

    private static String variable(String name) {
        return Objects.requireNonNull(System.getenv(name), name + " is set by benchmarks/run");
    }

    /**
     * Makes the rows that all sides read.
     *
     * @param folder gets {@code label.jsonl}, {@code short.jsonl} and {@code long.jsonl}
     * @throws IOException if it fails
     * @throws InterruptedException if interrupted meanwhile
     */
    void makeRows(Path folder) throws IOException, InterruptedException {
        ChildProcess.run(List.of(python, peers.resolve("make_rows.py").toString(), folder.toString()), Map.of());
    }

    /** {@return variables of our processes, as the launcher has them} */
    Map<String, String> ourEnvironment() {
        return Map.of(
                "OMP_NUM_THREADS", "" + threads,
                "OMP_WAIT_POLICY", "passive",
                "TORCH_CPP_LOG_LEVEL", "ERROR");
    }

    /** {@return variables of a peer's: passive waiting is for libgomp beside OpenBLAS, ours alone asks for it} */
    Map<String, String> theirEnvironment() {
        return Map.of("OMP_NUM_THREADS", "" + threads, "OMP_WAIT_POLICY", "");
    }

    /**
     * Runs one of our classes.
     *
     * @param main the class
     * @param arguments of its main method
     * @return what it said
     * @throws IOException if it fails
     * @throws InterruptedException if interrupted while it runs
     */
    Outcome ours(Class<?> main, Object... arguments) throws IOException, InterruptedException {
        return noted(ChildProcess.run(ChildProcess.java(main, LAUNCHER_FLAGS, texts(arguments)), ourEnvironment()));
    }

    /**
     * Runs a peer's script.
     *
     * @param script its name
     * @param arguments before those that all have: tokenizer and threads
     * @return what it said
     * @throws IOException if it fails
     * @throws InterruptedException if interrupted while it runs
     */
    Outcome theirs(String script, Object... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(python, peers.resolve(script).toString()));
        command.addAll(texts(arguments));
        command.addAll(List.of("--tokenizer", tokenizer.toString(), "--threads", "" + threads));
        return noted(ChildProcess.run(command, theirEnvironment()));
    }

    private static Outcome noted(Outcome outcome) {
        System.err.println(outcome.line() + " peak " + outcome.peakMegabytes() + " MB");
        return outcome;
    }

    private static List<String> texts(Object... arguments) {
        return List.of(arguments).stream().map(String::valueOf).toList();
    }
}
