package dev.scholium.benchmarks;

import dev.scholium.data.DataFormat;
import dev.scholium.data.DataReader;
import dev.scholium.data.DataSource;
import dev.scholium.data.Row;
import dev.scholium.file.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long a fresh JVM takes to read 163,000 ANLI rows, a training set's size, and how long Python's {@code json}
 * takes.
 *
 * <p>The rows are those of the shared R1 to R3 dev sets, repeated with new uids. The reader's heap is 64 MiB, which the
 * file does not fit in.
 */
public final class DataBenchmark {

    private static final int ROWS = 163_000;
    private static final int REPEATS = 5;
    private static final String PYTHON =
            "import json,sys\nfor line in open(sys.argv[1], encoding='utf-8'): json.loads(line)";

    private DataBenchmark() {}

    /**
     * Measures and prints one line of JSON.
     *
     * @param arguments none; {@code read FILE} is the measured child
     * @throws IOException if the rows cannot be made
     * @throws InterruptedException if interrupted while a child runs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2 && arguments[0].equals("read")) {
            System.out.println(count(Path.of(arguments[1])));
            return;
        }
        Path file = Files.createTempFile("rows", ".jsonl");
        try {
            AnliRows.read(ROWS).write(file, Json::line);
            List<String> java =
                    ChildProcess.java(DataBenchmark.class, List.of("-Xmx64m"), List.of("read", file.toString()));
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("benchmark", "data");
            result.put("rows", ROWS);
            result.put("megabytes", Files.size(file) / 1_000_000);
            result.put("cores", Runtime.getRuntime().availableProcessors());
            result.put("jdk", System.getProperty("java.version"));
            result.put("seconds_scholium_median", median(java));
            result.put("seconds_python_json_median", median(List.of("python3", "-c", PYTHON, file.toString())));
            System.out.println(Json.line(result));
        } finally {
            Files.delete(file);
        }
    }

    private static long count(Path file) {
        long good = 0;
        try (DataReader reader = DataReader.open(DataSource.of(file, DataFormat.ANLI))) {
            while (reader.hasNext()) {
                if (reader.next() instanceof Row.Good) {
                    good++;
                }
            }
        }
        if (good != ROWS) {
            throw new IllegalStateException("must have read " + ROWS + " rows, but read " + good);
        }
        return good;
    }

    private static double median(List<String> command) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectOutput(new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("did not end well: " + command);
            }
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        Collections.sort(seconds);
        return Math.round(seconds.get(REPEATS / 2) * 100) / 100.0;
    }
}
