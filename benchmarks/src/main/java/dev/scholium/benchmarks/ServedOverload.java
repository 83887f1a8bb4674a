package dev.scholium.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Requests at a steady rate, whether earlier ones are answered or not.
 *
 * @param load bodies, asked one after another, over and over
 * @param server in its process
 * @param name of the figures, which begin with it
 */
record ServedOverload(ServedLoad load, ServedProcess server, String name) {

    private static final int MOST_OPEN = 4000;

    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    /** What became of requests; counted by the client's threads. */
    private static final class Outcomes {

        private final AtomicLong answered = new AtomicLong();
        private final Queue<Double> refusals = new ConcurrentLinkedQueue<>();
        private final Map<String, AtomicLong> lost = new ConcurrentSkipListMap<>();

        void count(@Nullable HttpResponse<Void> reply, @Nullable Throwable failure, long sent) {
            if (reply != null && reply.statusCode() == OK) {
                answered.incrementAndGet();
            } else if (reply != null && reply.statusCode() == TOO_MANY) {
                refusals.add((System.nanoTime() - sent) * 1e-6);
            } else {
                String kind = reply == null ? String.valueOf(cause(failure)) : "status " + reply.statusCode();
                lost.computeIfAbsent(kind, ignored -> new AtomicLong()).incrementAndGet();
            }
        }

        /** The client's own exception: it knows addresses, but no text of a request. */
        private static @Nullable Throwable cause(@Nullable Throwable failure) {
            return failure == null || failure.getCause() == null ? failure : failure.getCause();
        }

        void putInto(Map<String, Object> figures, String name) {
            figures.put(name + "_answered", answered.get());
            figures.put(name + "_refused", refusals.size());
            figures.put(
                    name + "_lost",
                    lost.values().stream().mapToLong(AtomicLong::get).sum());
            figures.put(name + "_lost_by", lost);
            putTimes(figures, name + "_refusal_ms", refusals);
        }
    }

    /**
     * Asks for some time.
     *
     * @param perSecond requests
     * @param seconds how long
     * @return requests accepted and answered, refused, lost and by what, the slowest refusals as the client and as the
     *     server saw them, and the memory at half time and end
     * @throws IOException if the server's log cannot be read
     * @throws InterruptedException if interrupted
     */
    Map<String, Object> run(double perSecond, int seconds) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Outcomes outcomes = new Outcomes();
        Semaphore open = new Semaphore(MOST_OPEN);
        List<String> bodies = load.bodies();
        int refusedBefore = server.loggedMilliseconds(TOO_MANY).size();
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
                        outcomes.count(reply, failure, sent);
                        open.release();
                    });
        }
        open.acquire(MOST_OPEN);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(name + "_seconds", seconds);
        figures.put(name + "_per_second", Figures.rounded(perSecond));
        outcomes.putInto(figures, name);
        List<Double> refused = server.loggedMilliseconds(TOO_MANY);
        putTimes(figures, name + "_refusal_server_ms", refused.subList(refusedBefore, refused.size()));
        figures.put(name + "_mb_half_time", halfTimeMegabytes);
        figures.put(name + "_mb_end", server.residentMegabytes());
        figures.put(name + "_alive", server.isAlive());
        return figures;
    }

    private static void putTimes(Map<String, Object> figures, String name, Collection<Double> milliseconds) {
        double[] values = milliseconds.stream().mapToDouble(Double::doubleValue).toArray();
        if (values.length > 0) {
            figures.put(name + "_p99", Figures.rounded(ServedLoad.percentile(values, 99)));
            figures.put(name + "_max", Figures.rounded(ServedLoad.percentile(values, 100)));
        }
    }
}
