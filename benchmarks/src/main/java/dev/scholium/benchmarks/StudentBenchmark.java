package dev.scholium.benchmarks;

import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * How many examples a second a T5-small is trained on, and how many Hugging Face's transformers is.
 *
 * <p>The rows are those of {@code long.jsonl} (ANLI with rationales of the length that GPT-3.5 writes), the vocabulary
 * is T5's. Both sides: 16 rows a step, dropout 0.1, clipping at 1.0, AdamW, float32, the first steps not counted, in
 * processes that take turns.
 */
public final class StudentBenchmark {

    private static final int WARMUP = 2;

    private StudentBenchmark() {}

    /**
     * Measures and prints one line of JSON.
     *
     * @param arguments {@code [steps [rounds [threads]]]}, 20, 2 and 2 if not given
     * @throws IOException if the rows cannot be made
     * @throws InterruptedException if interrupted while a child runs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int steps = argument(arguments, 0, 20);
        int rounds = argument(arguments, 1, 2);
        int threads = argument(arguments, 2, 2);
        Path peers = Path.of(variable("SCHOLIUM_PEERS"));
        Path tokenizer = Path.of(variable("SCHOLIUM_DATA"), "t5");
        Path rows = Files.createTempDirectory("rows");
        String python = variable("SCHOLIUM_PYTHON");
        run(List.of(python, peers.resolve("make_rows.py").toString(), rows.toString()), threads);
        String file = rows.resolve("long.jsonl").toString();

        Map<String, List<Double>> speeds = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (String padding : List.of("dynamic", "grouped")) {
                JsonNode ours = ours(file, tokenizer, steps, threads);
                JsonNode theirs = run(
                        List.of(
                                python,
                                peers.resolve("hf_train.py").toString(),
                                file,
                                "--tokenizer",
                                tokenizer.toString(),
                                "--padding",
                                padding,
                                "--steps",
                                "" + steps,
                                "--warmup",
                                "" + WARMUP,
                                "--threads",
                                "" + threads),
                        threads);
                note(speeds, "scholium", ours);
                note(speeds, "hf_" + padding, theirs);
            }
        }
        System.out.println(Json.line(summary(speeds, steps, threads)));
    }

    private static JsonNode ours(String file, Path tokenizer, int steps, int threads)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path", "."),
                StudentTraining.class.getName(),
                file,
                tokenizer.toString(),
                "" + steps,
                "" + WARMUP));
        return run(command, threads);
    }

    private static void note(Map<String, List<Double>> speeds, String name, JsonNode line) {
        System.err.println(name + " " + line);
        speeds.computeIfAbsent(name, key -> new ArrayList<>())
                .add(line.path("examples_per_second").asDouble());
        speeds.computeIfAbsent(name + "_tokens", key -> new ArrayList<>())
                .add(line.path("real_tokens_per_second").asDouble());
    }

    private static Map<String, Object> summary(Map<String, List<Double>> speeds, int steps, int threads) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("benchmark", "student");
        for (String peer : List.of("hf_dynamic", "hf_grouped")) {
            summary.put("train_vs_" + peer, rounded(median(speeds, "scholium") / median(speeds, peer)));
        }
        for (String peer : List.of("hf_dynamic", "hf_grouped")) {
            double ratio = median(speeds, "scholium_tokens") / median(speeds, peer + "_tokens");
            summary.put("train_tokens_vs_" + peer, rounded(ratio));
        }
        speeds.forEach((name, values) ->
                summary.put(name.endsWith("_tokens") ? name + "_per_second" : name + "_examples_per_second", values));
        summary.put("steps", steps);
        summary.put("threads", threads);
        summary.put("java", System.getProperty("java.version", ""));
        return summary;
    }

    private static double median(Map<String, List<Double>> speeds, String name) {
        double[] sorted = Objects.requireNonNull(speeds.get(name)).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static int argument(String[] arguments, int place, int otherwise) {
        return place < arguments.length ? Integer.parseInt(arguments[place]) : otherwise;
    }

    private static String variable(String name) {
        return Objects.requireNonNull(System.getenv(name), name + " is set by benchmarks/run");
    }

    /** Runs a process and reads the last line of its output, if it has one. */
    private static JsonNode run(List<String> command, int threads) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OMP_NUM_THREADS", "" + threads);
        if (!command.contains(StudentTraining.class.getName())) {
            builder.environment().remove("OMP_WAIT_POLICY"); // ours alone asked for it
        }
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + lines);
        }
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        return Json.mapper().readTree(last.startsWith("{") ? last : "{}");
    }
}
