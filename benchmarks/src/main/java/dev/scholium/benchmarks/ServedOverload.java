package dev.scholium.benchmarks;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests at a steady rate, whether earlier ones are answered or not.
 *
 * @param load bodies, asked one after another, over and over
 * @param server in its process
 */
record ServedOverload(ServedLoad load, ServedProcess server) {

    private static final int MOST_OPEN = 4000;

    /**
     * Asks for some time.
     *
     * @param perSecond requests
     * @param seconds how long
     * @return requests accepted and answered, refused, lost, the slowest refusals and the memory at half time and end
     * @throws InterruptedException if interrupted
     */
    Map<String, Object> run(double perSecond, int seconds) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        AtomicLong answered = new AtomicLong();
        AtomicLong lost = new AtomicLong();
        Queue<Double> refused = new ConcurrentLinkedQueue<>();
        Semaphore open = new Semaphore(MOST_OPEN);
        List<String> bodies = load.bodies();
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        long halfTimeMegabytes = 0;
        for (long i = 0; System.nanoTime() < end; i++) {
            long due = begin + (long) (i * 1e9 / perSecond);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            if (halfTimeMegabytes == 0 && System.nanoTime() > begin + (end - begin) / 2) {
                halfTimeMegabytes = server.residentMegabytes();
            }
            open.acquire();
            long sent = System.nanoTime();
            CompletableFuture<?> unused = client.sendAsync(
                            load.request(bodies.get((int) (i % bodies.size()))), BodyHandlers.discarding())
                    .whenComplete((reply, failure) -> {
                        count(reply, failure, sent, answered, refused, lost);
                        open.release();
                    });
        }
        open.acquire(MOST_OPEN);
        double[] refusals = refused.stream().mapToDouble(Double::doubleValue).toArray();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("overload_seconds", seconds);
        figures.put("overload_per_second", Figures.rounded(perSecond));
        figures.put("overload_answered", answered.get());
        figures.put("overload_refused", refusals.length);
        figures.put("overload_lost", lost.get());
        if (refusals.length > 0) {
            figures.put("overload_refusal_ms_p99", Figures.rounded(ServedLoad.percentile(refusals, 99)));
            figures.put("overload_refusal_ms_max", Figures.rounded(ServedLoad.percentile(refusals, 100)));
        }
        figures.put("overload_mb_half_time", halfTimeMegabytes);
        figures.put("overload_mb_end", server.residentMegabytes());
        figures.put("overload_alive", server.isAlive());
        return figures;
    }

    private static void count(
            HttpResponse<Void> reply,
            Throwable failure,
            long sent,
            AtomicLong answered,
            Queue<Double> refused,
            AtomicLong lost) {
        if (failure == null && reply.statusCode() == 200) {
            answered.incrementAndGet();
        } else if (failure == null && reply.statusCode() == 429) {
            refused.add((System.nanoTime() - sent) * 1e-6);
        } else {
            lost.incrementAndGet();
        }
    }
}
