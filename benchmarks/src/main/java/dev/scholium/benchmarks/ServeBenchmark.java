package dev.scholium.benchmarks;

import dev.scholium.benchmarks.ServedLoad.Seen;
import dev.scholium.cli.Main;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Rows a second and times of replies of {@code scholium serve} and of FastAPI with transformers behind it: the same
 * rows, one a request, by 1, 8 and 64 callers, for labels and for rationales; ours also with products of 8 bits, beside
 * the bare model, and at twice what it can take.
 */
@Command(name = "benchmarks/run serve", mixinStandardHelpOptions = true)
public final class ServeBenchmark implements Callable<Integer> {

    private static final List<Integer> CALLERS = List.of(1, 8, 64);

    /** Of the command {@code serve}, as the launcher has them. */
    private static final List<String> LAUNCHER_FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmn48m",
            "-XX:SurvivorRatio=2",
            "-XX:MetaspaceSize=128m",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");

    @Option(names = "--student", description = "A student of the paper's task; one is made if not given.")
    private @Nullable Path student;

    @Option(names = "--quick", description = "Few rows: some seven minutes on two idle cores.")
    private boolean quick;

    @Option(names = "--threads", description = "That each side computes with (${DEFAULT-VALUE}).")
    private int threads = 2;

    @Option(names = "--overload", paramLabel = "SECONDS", description = "Then asks for twice as much, so long.")
    private int overloadSeconds;

    private ServeBenchmark() {}

    /**
     * Measures and prints one line of JSON.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        // shorter than the server keeps connections: a request on one that it closes just then is lost (JDK 17: 1200 s)
        System.setProperty("jdk.httpclient.keepalive.timeout", "60");
        System.exit(new CommandLine(new ServeBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (WorkFolder folder = WorkFolder.make("serve")) {
            System.out.println(Json.line(measure(folder.path())));
        }
        return 0;
    }

    private Map<String, Object> measure(Path folder) throws IOException, InterruptedException {
        Sides sides = Sides.ofEnvironment(threads);
        sides.makeRows(folder);
        Path rows = folder.resolve("short.jsonl");
        Path served = student == null ? folder.resolve("student") : student;
        if (student == null) {
            sides.ours(StudentMaking.class, rows, sides.tokenizer(), quick ? 20 : 200, served);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", "serve");
        List<TextRow> texts = TextRow.read(rows);
        List<String> exact;
        try (ServedProcess ours = ours(sides, served, "float32", folder.resolve("ours.log"))) {
            exact = measure("ours", ours, texts, figures);
            if (overloadSeconds > 0) {
                ServedLoad load = new ServedLoad(ours.url(), bodies(texts, false, texts.size()));
                double most = figure(figures, "ours_labels_64_rows_per_second");
                figures.putAll(new ServedOverload(load, ours).run(2 * most, overloadSeconds));
            }
        }
        try (ServedProcess ours = ours(sides, served, "int8", folder.resolve("ours_int8.log"))) {
            List<String> rounded = measure("ours_int8", ours, texts, figures);
            figures.put("labels_compared", exact.size());
            figures.put("labels_differing_by_int8", differing(exact, rounded));
        }
        try (ServedProcess theirs =
                ServedProcess.start(theirs(sides, served), sides.theirEnvironment(), folder.resolve("theirs.log"))) {
            measure("fastapi", theirs, texts, figures);
        }
        for (boolean rationale : List.of(false, true)) {
            String kind = kind(rationale);
            int tokens = rationale ? PredictionSpeed.RATIONALE_TOKENS : 0;
            double bare = sides.ours(ServedAlone.class, rows, served, tokens, count(1, rationale))
                    .figure("p99");
            figures.put("bare_" + kind + "_p99_ms", Figures.rounded(bare));
            double alone = figure(figures, "ours_" + kind + "_1_p99_ms");
            figures.put(kind + "_p99_overhead_single", Figures.rounded(alone / bare));
        }
        putThroughput(figures, "ours", "throughput_vs_fastapi");
        putThroughput(figures, "ours_int8", "throughput_int8_vs_fastapi");
        figures.put(
                "p99_overhead_single",
                Math.max(
                        figure(figures, "labels_p99_overhead_single"),
                        figure(figures, "rationales_p99_overhead_single")));
        figures.put("threads", threads);
        figures.put("java", System.getProperty("java.version", ""));
        return figures;
    }

    private static double figure(Map<String, Object> figures, String name) {
        return (double) Objects.requireNonNull(figures.get(name), name);
    }

    private static void putThroughput(Map<String, Object> figures, String side, String name) {
        double least = Double.POSITIVE_INFINITY;
        for (boolean rationale : List.of(false, true)) {
            String most = "_" + kind(rationale) + "_64_rows_per_second";
            double ratio = Figures.rounded(figure(figures, side + most) / figure(figures, "fastapi" + most));
            figures.put(kind(rationale) + "_" + name, ratio);
            least = Math.min(least, ratio);
        }
        figures.put(name, least);
    }

    private static long differing(List<String> labels, List<String> others) {
        return IntStream.range(0, labels.size())
                .filter(row -> !labels.get(row).equals(others.get(row)))
                .count();
    }

    /** Returns the labels of the rows that the most callers asked for. */
    private List<String> measure(String side, ServedProcess server, List<TextRow> rows, Map<String, Object> figures)
            throws IOException, InterruptedException {
        List<String> labels = List.of();
        for (boolean rationale : List.of(false, true)) {
            new ServedLoad(server.url(), bodies(rows, rationale, count(8, rationale))).ask(8); // warms up
            for (int callers : CALLERS) {
                Seen seen =
                        new ServedLoad(server.url(), bodies(rows, rationale, count(callers, rationale))).ask(callers);
                String name = side + "_" + kind(rationale) + "_" + callers + "_";
                figures.put(name + "rows_per_second", Figures.rounded(seen.rowsPerSecond()));
                figures.put(name + "p50_ms", Figures.rounded(seen.p50()));
                figures.put(name + "p99_ms", Figures.rounded(seen.p99()));
                System.err.println(name + " " + seen);
                labels = rationale ? labels : seen.labels();
            }
        }
        return labels;
    }

    private static String kind(boolean rationale) {
        return rationale ? "rationales" : "labels";
    }

    /** Enough for a p99 of one caller, and for some batches of many; four a caller are few, but quick. */
    private int count(int callers, boolean rationale) {
        int whole = callers == 1 ? 200 : rationale ? 512 : 2048;
        return quick ? Math.max(4 * callers, whole / 32) : whole;
    }

    private static List<String> bodies(List<TextRow> rows, boolean rationale, int count) {
        List<String> bodies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            bodies.add(ServedLoad.body(rows.get(i % rows.size()), rationale));
        }
        return bodies;
    }

    private static ServedProcess ours(Sides sides, Path student, String precision, Path log) throws IOException {
        List<String> command = ChildProcess.java(
                Main.class,
                LAUNCHER_FLAGS,
                List.of(
                        "serve",
                        student.toString(),
                        "--precision",
                        precision,
                        "--max-new-tokens",
                        "" + PredictionSpeed.RATIONALE_TOKENS,
                        "--deadline-ms",
                        "600000"));
        return ServedProcess.start(command, sides.ourEnvironment(), log);
    }

    private List<String> theirs(Sides sides, Path student) {
        return List.of(
                sides.python(),
                sides.peers().resolve("fastapi_serve.py").toString(),
                "--model",
                student.toString(),
                "--tokenizer",
                sides.tokenizer().toString(),
                "--threads",
                "" + threads,
                "--new-tokens",
                "" + PredictionSpeed.RATIONALE_TOKENS);
    }
}
