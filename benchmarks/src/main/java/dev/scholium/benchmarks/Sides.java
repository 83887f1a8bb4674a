package dev.scholium.benchmarks;

import dev.scholium.benchmarks.ChildProcess.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the sides of a comparison are started, with the same number of threads.
 *
 * @param python has the peers' packages
 * @param peers folder of their scripts
 * @param tokenizer folder of the vocabulary that all use
 * @param threads that each computes with
 */
record Sides(String python, Path peers, Path tokenizer, int threads) {

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
        return noted(ChildProcess.run(
                ChildProcess.java(main, texts(arguments)),
                Map.of(
                        "OMP_NUM_THREADS", "" + threads,
                        "OMP_WAIT_POLICY", "passive",
                        "TORCH_CPP_LOG_LEVEL", "ERROR"))); // as the launcher has it
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
        // passive waiting is for libgomp beside OpenBLAS: ours alone asks for it
        return noted(ChildProcess.run(command, Map.of("OMP_NUM_THREADS", "" + threads, "OMP_WAIT_POLICY", "")));
    }

    private static Outcome noted(Outcome outcome) {
        System.err.println(outcome.line() + " peak " + outcome.peakMegabytes() + " MB");
        return outcome;
    }

    private static List<String> texts(Object... arguments) {
        return List.of(arguments).stream().map(String::valueOf).toList();
    }
}
