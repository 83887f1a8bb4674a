package dev.scholium.teacher.mock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the mock teacher was asked, by body; for tests that ask what was paid for twice. */
public final class MockStatistics {

    private final ConcurrentHashMap<String, Integer> timesByHash = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong batchJobs = new AtomicLong();

    MockStatistics() {}

    MockRequest count(String body) {
        String hash = hash(body);
        int times = timesByHash.merge(hash, 1, Integer::sum);
        return new MockRequest(body, hash, times, requests.incrementAndGet());
    }

    void countBatchJob() {
        batchJobs.incrementAndGet();
    }

    /** {@return how many chat requests came, those in batch jobs that have ended included} */
    public long requests() {
        return requests.get();
    }

    /** {@return how many different bodies came} */
    public long distinct() {
        return timesByHash.size();
    }

    /** {@return how often each body came that came more than once, by its SHA-256} */
    public Map<String, Integer> repeated() {
        Map<String, Integer> repeated = new TreeMap<>();
        timesByHash.forEach((hash, times) -> {
            if (times > 1) {
                repeated.put(hash, times);
            }
        });
        return repeated;
    }

    /** {@return how many batch jobs were made} */
    public long batchJobs() {
        return batchJobs.get();
    }

    Summary summary() {
        return new Summary(requests(), distinct(), batchJobs(), repeated());
    }

    /** The reply of {@code GET /v1/mock/stats}. */
    record Summary(long requests, long distinct, long batchJobs, Map<String, Integer> repeated) {}

    static String hash(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
