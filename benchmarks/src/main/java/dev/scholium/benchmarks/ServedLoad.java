package dev.scholium.benchmarks;

import dev.scholium.file.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers of a server, each of which asks for one row and, when it has the answer, for the next.
 *
 * @param url of the server
 * @param bodies one request each
 */
record ServedLoad(String url, List<String> bodies) {

    /**
     * What callers saw.
     *
     * @param rowsPerSecond answered
     * @param p50 median time of a reply, in milliseconds
     * @param p99 time that 99 of 100 replies keep to, in milliseconds
     * @param labels of the rows, one a body in order; empty where a reply has none
     */
    record Seen(double rowsPerSecond, double p50, double p99, List<String> labels) {

        /** {@return the figures alone} */
        @Override
        public String toString() {
            return "%.2f rows/s, p50 %.0f ms, p99 %.0f ms".formatted(rowsPerSecond, p50, p99);
        }
    }

    /**
     * The body of a request for one row.
     *
     * @param row whose source has the form of the paper's task
     * @param rationale whether one is wished
     * @return JSON
     */
    static String body(TextRow row, boolean rationale) {
        String[] fields = row.source().substring("Premise: ".length()).split(" Hypothesis: ", 2);
        return Json.line(
                Map.of("rows", List.of(Map.of("premise", fields[0], "hypothesis", fields[1])), "rationale", rationale));
    }

    /**
     * Asks for every body once.
     *
     * @param callers beside each other, at least 1
     * @return what they saw
     * @throws IOException if a reply is not 200
     * @throws InterruptedException if interrupted while they ask
     */
    Seen ask(int callers) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        AtomicInteger next = new AtomicInteger();
        double[] milliseconds = new double[bodies.size()];
        String[] labels = new String[bodies.size()];
        Callable<Boolean> caller = () -> {
            for (int i = next.getAndIncrement(); i < milliseconds.length; i = next.getAndIncrement()) {
                long begin = System.nanoTime();
                HttpResponse<String> reply = client.send(request(bodies.get(i)), BodyHandlers.ofString());
                milliseconds[i] = (System.nanoTime() - begin) * 1e-6;
                if (reply.statusCode() != 200) {
                    throw new IOException(url + ": answered " + reply.statusCode() + " " + reply.body());
                }
                labels[i] = Json.mapper()
                        .readTree(reply.body())
                        .at("/answers/0/label")
                        .asString("");
            }
            return true;
        };
        long begin = System.nanoTime();
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(threads.submit(caller));
            }
            for (Future<Boolean> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        double seconds = (System.nanoTime() - begin) * 1e-9;
        return new Seen(
                bodies.size() / seconds, percentile(milliseconds, 50), percentile(milliseconds, 99), List.of(labels));
    }

    /**
     * A request of one body.
     *
     * @param body JSON
     * @return it, to be sent
     */
    HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create(url + "/v1/predict"))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /**
     * The nearest rank.
     *
     * @param values at least one, in any order
     * @param percent {@code (0, 100]}
     * @return the smallest value that so many per cent keep to
     */
    static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }
}
