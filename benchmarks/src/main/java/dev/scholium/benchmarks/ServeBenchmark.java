package dev.scholium.benchmarks;

import dev.scholium.benchmarks.ServedLoad.Seen;
import dev.scholium.cli.Main;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
 * the bare model, and at twice what it can take. All servers run at once and are asked in turns. FastAPI takes up to 32
 * rows at once; where most callers ask, up to 64 as well, and the better of both counts.
 */
@Command(name = "benchmarks/run serve", mixinStandardHelpOptions = true)
public final class ServeBenchmark implements Callable<Integer> {

    private static final int MOST_CALLERS = 64;
    private static final List<Integer> CALLERS = List.of(1, 8, MOST_CALLERS);

    private static final String OURS = "ours";
    private static final String OURS_INT8 = "ours_int8";
    private static final String FASTAPI = "fastapi";
    private static final String FASTAPI_LARGE = "fastapi_batch64"; // asked by the most callers alone
    private static final int THEIR_BATCH = 32;
    private static final String BARE = "bare";

    private static final String PER_SECOND = "rows_per_second";
    private static final String P99 = "p99_ms";
    private static final String THROUGHPUT = "throughput_vs_fastapi";
    private static final String THROUGHPUT_INT8 = "throughput_int8_vs_fastapi";
    private static final String OVERHEAD = "p99_overhead_single";

    /** Of the command {@code serve}, as the launcher has them. */
    private static final List<String> LAUNCHER_FLAGS = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmn48m", "-XX:SurvivorRatio=2", "-XX:MetaspaceSize=128m");

    @Option(names = "--student", description = "A student of the paper's task; one is made if not given.")
    private @Nullable Path student;

    @Option(names = "--quick", description = "Few rows: some seven minutes on two idle cores.")
    private boolean quick;

    @Option(names = "--rounds", description = "How often the sides take turns (${DEFAULT-VALUE}).")
    private int rounds = 1;

    @Option(names = "--threads", description = "That each side computes with (${DEFAULT-VALUE}).")
    private int threads = 2;

    @Option(names = "--overload", paramLabel = "SECONDS", description = "Then asks for twice as many labels, so long.")
    private int overloadSeconds;

    @Option(
            names = "--overload-rationales",
            paramLabel = "SECONDS",
            description = "Then asks for twice as many rationales, so long.")
    private int overloadRationalesSeconds;

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

    private Map<String, @Nullable Object> measure(Path folder) throws IOException, InterruptedException {
        Sides sides = Sides.ofEnvironment(threads);
        sides.makeRows(folder);
        Path rows = folder.resolve("short.jsonl");
        Path served = student == null ? folder.resolve("student") : student;
        if (student == null) {
            sides.ours(StudentMaking.class, rows, sides.tokenizer(), quick ? 20 : 200, served);
        }
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("benchmark", "serve");
        Figures figures = new Figures();
        List<TextRow> texts = TextRow.read(rows);
        try (ServedProcess ours = ours(sides, served, "float32", folder.resolve("ours.log"));
                ServedProcess int8 = ours(sides, served, "int8", folder.resolve("ours_int8.log"));
                ServedProcess theirs = theirs(sides, served, THEIR_BATCH, folder.resolve("theirs.log"));
                ServedProcess theirsLarge = theirs(sides, served, MOST_CALLERS, folder.resolve("theirs_batch64.log"))) {
            Map<String, ServedProcess> servers = new LinkedHashMap<>();
            servers.put(OURS, ours);
            servers.put(OURS_INT8, int8);
            servers.put(FASTAPI, theirs);
            servers.put(FASTAPI_LARGE, theirsLarge);
            Map<String, List<String>> labels = inTurns(servers, texts, figures, alone(sides, rows, served));
            List<String> exact = labels.getOrDefault(OURS, List.of());
            summary.put("labels_compared", exact.size());
            summary.put("labels_differing_by_int8", differing(exact, labels.getOrDefault(OURS_INT8, List.of())));
            summary.putAll(overload(ours, texts, false, overloadSeconds, figures));
            summary.putAll(overload(ours, texts, true, overloadRationalesSeconds, figures));
        }
        putRatios(figures, summary);
        figures.putAll(summary);
        summary.put("threads", threads);
        summary.put("java", System.getProperty("java.version", ""));
        return summary;
    }

    private static Map<String, Object> overload(
            ServedProcess server, List<TextRow> texts, boolean rationale, int seconds, Figures figures)
            throws IOException, InterruptedException {
        if (seconds == 0) {
            return Map.of();
        }
        ServedLoad load = new ServedLoad(server.url(), bodies(texts, rationale, texts.size()));
        double most = figures.median(name(OURS, rationale, MOST_CALLERS) + PER_SECOND);
        return new ServedOverload(load, server, rationale ? "overload_rationales" : "overload").run(2 * most, seconds);
    }

    /** The bare model's 99th percentile in milliseconds, for labels or for rationales, in a process of its own. */
    private interface Alone {
        double p99(boolean rationale) throws IOException, InterruptedException;
    }

    private Alone alone(Sides sides, Path rows, Path served) {
        return rationale -> sides.ours(
                        ServedAlone.class,
                        rows,
                        served,
                        rationale ? PredictionSpeed.RATIONALE_TOKENS : 0,
                        count(1, rationale))
                .figure("p99");
    }

    /** All servers run; one at a time is asked. Returns the labels that each gave, in the order of the rows. */
    private Map<String, List<String>> inTurns(
            Map<String, ServedProcess> servers, List<TextRow> rows, Figures figures, Alone alone)
            throws IOException, InterruptedException {
        Map<String, List<String>> labels = new HashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (boolean rationale : List.of(false, true)) {
                for (ServedProcess server : servers.values()) {
                    new ServedLoad(server.url(), bodies(rows, rationale, count(8, rationale))).ask(8); // warms up
                }
                for (int callers : CALLERS) {
                    List<String> bodies = bodies(rows, rationale, count(callers, rationale));
                    for (Map.Entry<String, ServedProcess> server : servers.entrySet()) {
                        if (server.getKey().equals(FASTAPI_LARGE) && callers < MOST_CALLERS) {
                            continue;
                        }
                        Seen seen = new ServedLoad(server.getValue().url(), bodies).ask(callers);
                        note(name(server.getKey(), rationale, callers), seen, figures);
                        if (!rationale) {
                            labels.put(server.getKey(), seen.labels());
                        }
                    }
                }
                figures.note(name(BARE, rationale, 1) + P99, alone.p99(rationale));
            }
        }
        return labels;
    }

    private static void note(String name, Seen seen, Figures figures) {
        System.err.println(name + " " + seen);
        figures.note(name + PER_SECOND, seen.rowsPerSecond());
        figures.note(name + "p50_ms", seen.p50());
        figures.note(name + P99, seen.p99());
    }

    private static void putRatios(Figures figures, Map<String, @Nullable Object> summary) {
        for (boolean rationale : List.of(false, true)) {
            String theirs = List.of(FASTAPI, FASTAPI_LARGE).stream()
                    .map(side -> name(side, rationale, MOST_CALLERS) + PER_SECOND)
                    .max(Comparator.comparingDouble(figures::median))
                    .orElseThrow();
            String kind = kind(rationale);
            figures.putRatio(
                    summary, kind + "_" + THROUGHPUT, name(OURS, rationale, MOST_CALLERS) + PER_SECOND, theirs);
            figures.putRatio(
                    summary,
                    kind + "_" + THROUGHPUT_INT8,
                    name(OURS_INT8, rationale, MOST_CALLERS) + PER_SECOND,
                    theirs);
            figures.putRatio(
                    summary, kind + "_" + OVERHEAD, name(OURS, rationale, 1) + P99, name(BARE, rationale, 1) + P99);
        }
        for (String ratio : List.of(THROUGHPUT, THROUGHPUT_INT8)) {
            summary.put(ratio, Math.min(of(summary, "labels_" + ratio), of(summary, "rationales_" + ratio)));
        }
        summary.put(OVERHEAD, Math.max(of(summary, "labels_" + OVERHEAD), of(summary, "rationales_" + OVERHEAD)));
    }

    private static double of(Map<String, @Nullable Object> summary, String ratio) {
        return (double) Objects.requireNonNull(summary.get(ratio), ratio);
    }

    private static String name(String side, boolean rationale, int callers) {
        return side + "_" + kind(rationale) + "_" + callers + "_";
    }

    private static long differing(List<String> labels, List<String> others) {
        return IntStream.range(0, labels.size())
                .filter(row -> !labels.get(row).equals(others.get(row)))
                .count();
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
                        "" + PredictionSpeed.RATIONALE_TOKENS));
        return ServedProcess.start(command, sides.ourEnvironment(), log);
    }

    private ServedProcess theirs(Sides sides, Path student, int batch, Path log) throws IOException {
        List<String> command = List.of(
                sides.python(),
                sides.peers().resolve("fastapi_serve.py").toString(),
                "--model",
                student.toString(),
                "--tokenizer",
                sides.tokenizer().toString(),
                "--threads",
                "" + threads,
                "--batch",
                "" + batch,
                "--new-tokens",
                "" + PredictionSpeed.RATIONALE_TOKENS);
        return ServedProcess.start(command, sides.theirEnvironment(), log);
    }
}
