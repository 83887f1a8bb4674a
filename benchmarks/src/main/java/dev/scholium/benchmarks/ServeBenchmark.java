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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Rows a second and times of replies of {@code scholium serve} and of FastAPI with transformers behind it: the same
 * rows, one a request, by 1, 8 and 64 callers, for labels and for rationales; and ours beside the bare model, and at
 * twice what it can take.
 */
@Command(name = "benchmarks/run serve", mixinStandardHelpOptions = true)
public final class ServeBenchmark implements Callable<Integer> {

    private static final List<Integer> CALLERS = List.of(1, 8, 64);

    @Option(names = "--student", description = "A student of the paper's task; one is made if not given.")
    private @Nullable Path student;

    @Option(names = "--quick", description = "Few rows: under three minutes on two idle cores.")
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
        try (ServedProcess ours =
                ServedProcess.start(ours(served), sides.ourEnvironment(), folder.resolve("ours.log"))) {
            measure("ours", ours, texts, figures);
            if (overloadSeconds > 0) {
                ServedLoad load = new ServedLoad(ours.url(), bodies(texts, false, texts.size()));
                double most = figure(figures, "ours_labels_64_rows_per_second");
                figures.putAll(new ServedOverload(load, ours).run(2 * most, overloadSeconds));
            }
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
            figures.put(kind + "_throughput_vs_fastapi", ratio(figures, kind));
        }
        figures.put(
                "throughput_vs_fastapi",
                Math.min(
                        figure(figures, "labels_throughput_vs_fastapi"),
                        figure(figures, "rationales_throughput_vs_fastapi")));
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

    private static double ratio(Map<String, Object> figures, String kind) {
        String most = kind + "_64_rows_per_second";
        return Figures.rounded(figure(figures, "ours_" + most) / figure(figures, "fastapi_" + most));
    }

    private void measure(String side, ServedProcess server, List<TextRow> rows, Map<String, Object> figures)
            throws IOException, InterruptedException {
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
            }
        }
    }

    private static String kind(boolean rationale) {
        return rationale ? "rationales" : "labels";
    }

    /** Enough for a p99 of one caller, and for some batches of many. */
    private int count(int callers, boolean rationale) {
        int whole = callers == 1 ? 200 : rationale ? 512 : 2048;
        return quick ? Math.max(callers, whole / 32) : whole;
    }

    private static List<String> bodies(List<TextRow> rows, boolean rationale, int count) {
        List<String> bodies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            bodies.add(ServedLoad.body(rows.get(i % rows.size()), rationale));
        }
        return bodies;
    }

    private static List<String> ours(Path student) {
        return ChildProcess.java(
                Main.class,
                List.of(
                        "serve",
                        student.toString(),
                        "--max-new-tokens",
                        "" + PredictionSpeed.RATIONALE_TOKENS,
                        "--deadline-ms",
                        "600000"));
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
