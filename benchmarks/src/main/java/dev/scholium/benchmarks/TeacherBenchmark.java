package dev.scholium.benchmarks;

import dev.scholium.file.Json;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a request to a teacher costs the client in CPU time, and how many it makes a second, beside Python's openai,
 * curator and aiohttp on the same server: a mock teacher that answers at once, in a process of its own.
 *
 * <p>Ours counts everything from the JVM's start on, the peers' requests alone. Memory is measured at few and at many
 * rows: it must not grow with them.
 */
public final class TeacherBenchmark {

    private static final int CONCURRENCY = 64;
    private static final List<String> PEERS = List.of("openai", "curator", "aiohttp");

    private TeacherBenchmark() {}

    private record Size(int requests, int peerRequests, int fewRows, int manyRows) {
        static final Size WHOLE = new Size(40_000, 4000, 10_000, 160_000);
        static final Size QUICK = new Size(5000, 1000, 2000, 10_000);
    }

    /**
     * Measures and prints one line of JSON. A peer whose package {@code SCHOLIUM_PYTHON} lacks is left out, with a line
     * that says so.
     *
     * @param arguments none, or {@code --quick} for a tenth; {@code serve} is the server's process
     * @throws IOException if a child cannot be started or fails
     * @throws InterruptedException if interrupted while a child runs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> options = List.of(arguments);
        if (options.equals(List.of("serve"))) {
            serve();
            return;
        }
        if (!options.isEmpty() && !options.equals(List.of("--quick"))) {
            System.err.println("benchmarks/run teacher: options are --quick or none, but found " + options);
            System.exit(2);
        }
        Size size = options.isEmpty() ? Size.WHOLE : Size.QUICK;
        try (WorkFolder folder = WorkFolder.make("teacher")) {
            System.out.println(Json.line(measure(size, folder.path())));
        }
    }

    private static void serve() throws IOException {
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS)) {
            System.out.println(server.baseUrl());
            int ended = System.in.read(); // until whoever started it closes the pipe
            assert ended < 0;
        }
    }

    private static Map<String, Object> measure(Size size, Path folder) throws IOException, InterruptedException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("benchmark", "teacher");
        result.put("requests", size.requests());
        result.put("concurrency", CONCURRENCY);
        JsonNode ours = ours(size.requests(), folder);
        double cpu = ours.path("cpu_ms_per_request").asDouble();
        double rate = ours.path("requests_per_second").asDouble();
        result.put("cpu_ms_per_request", cpu);
        result.put("requests_per_second", rate);
        for (String peer : PEERS) {
            JsonNode theirs = peer(peer, size.peerRequests());
            if (theirs.has("cpu_ms_per_request")) {
                double theirCpu = theirs.path("cpu_ms_per_request").asDouble();
                double theirRate = theirs.path("requests_per_second").asDouble();
                result.put(peer + "_cpu_ms_per_request", theirCpu);
                result.put(peer + "_requests_per_second", theirRate);
                result.put("cpu_" + peer + "_to_scholium", rounded(theirCpu / cpu));
                result.put("speed_vs_" + peer, rounded(rate / theirRate));
            }
        }
        for (int rows : new int[] {size.fewRows(), size.manyRows()}) {
            result.put(
                    "peak_rss_mb_" + rows + "_rows",
                    ours(rows, folder).path("peak_rss_mb").asLong());
        }
        result.put("cores", Runtime.getRuntime().availableProcessors());
        result.put("jdk", System.getProperty("java.version", ""));
        return result;
    }

    private static JsonNode ours(int requests, Path folder) throws IOException, InterruptedException {
        Path journal = Files.createTempDirectory(folder, "journal").resolve("journal.sqlite");
        return againstServer(url -> ChildProcess.java(
                TeacherAsking.class,
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), // as the launcher has it for augment
                List.of(url, "" + requests, "" + CONCURRENCY, journal.toString())));
    }

    private static JsonNode peer(String client, int requests) throws IOException, InterruptedException {
        String python = System.getenv().getOrDefault("SCHOLIUM_PYTHON", "python3");
        String module = client.equals("curator") ? "bespokelabs.curator" : client;
        Process probe = new ProcessBuilder(python, "-c", "import " + module)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (probe.waitFor() != 0) {
            System.err.println(client + ": left out, " + python + " has no package " + module);
            return Json.mapper().createObjectNode();
        }
        String script = Path.of(System.getenv().getOrDefault("SCHOLIUM_PEERS", "benchmarks/peers"))
                .resolve("teacher_clients.py")
                .toString();
        return againstServer(url -> List.of(
                python,
                script,
                client,
                "--base-url",
                url,
                "--requests",
                "" + requests,
                "--concurrency",
                "" + CONCURRENCY));
    }

    /** A command that talks to a server. */
    private interface Client {
        List<String> command(String url);
    }

    /** Runs a client against a server of its own, so that each finds it equally warm, and reads its last line. */
    private static JsonNode againstServer(Client client) throws IOException, InterruptedException {
        Process server = new ProcessBuilder(ChildProcess.java(TeacherBenchmark.class, List.of(), List.of("serve")))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
            List<String> command = client.command(lines.readLine());
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String last = lastLine(process);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + last);
            }
            System.err.println(last);
            return Json.mapper().readTree(last);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static String lastLine(Process process) throws IOException {
        try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
            return lines.filter(line -> line.startsWith("{")).reduce("{}", (before, line) -> line);
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
