package dev.scholium.teacher.mock;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Sha256;
import dev.scholium.teacher.TokenUsage;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Counts what the mock teacher was asked, by body; for tests that ask what was paid for twice. */
public final class MockStatistics implements AutoCloseable {

    private final ConcurrentHashMap<String, MockCount> counts = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong batchJobs = new AtomicLong();
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder completionTokens = new LongAdder();
    private final @Nullable MockLog log;

    /** Counts in memory. */
    public MockStatistics() {
        this.log = null;
    }

    /**
     * Goes on counting where a file ends.
     *
     * @param file one line a request, as {@code docs/teachers.md} describes; made when missing
     * @throws ScholiumException if it cannot be read or written
     */
    public MockStatistics(Path file) {
        this.log = MockLog.open(file, entry -> {
            counts.merge(entry.hash(), MockCount.ASKED, MockCount::plus);
            requests.incrementAndGet();
            add(entry);
        });
    }

    MockRequest arrived(String body, long tokens) {
        String hash = hash(body);
        MockCount count = counts.merge(hash, MockCount.ASKED, MockCount::plus);
        return new MockRequest(body, hash, count.asked(), requests.incrementAndGet(), tokens);
    }

    /** Notes what becomes of a request, before anything of it is sent. */
    void decided(MockRequest request, MockOutcome outcome, TokenUsage usage) {
        boolean billed = outcome != MockOutcome.REFUSED;
        MockEntry entry = new MockEntry(
                request.hash(), outcome, billed ? usage.promptTokens() : 0, billed ? usage.completionTokens() : 0);
        if (log != null) {
            log.write(entry);
        }
        add(entry);
    }

    private void add(MockEntry entry) {
        if (entry.outcome() != MockOutcome.REFUSED) {
            boolean answered = entry.outcome() == MockOutcome.ANSWERED;
            counts.merge(entry.hash(), new MockCount(0, answered ? 1 : 0, answered ? 0 : 1), MockCount::plus);
            promptTokens.add(entry.promptTokens());
            completionTokens.add(entry.completionTokens());
        }
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
        return counts.size();
    }

    /** {@return the tokens of all that was billed} */
    public TokenUsage billed() {
        return new TokenUsage(promptTokens.sum(), completionTokens.sum());
    }

    /** {@return how often each body came that came more than once, by its SHA-256} */
    public Map<String, Integer> repeated() {
        return moreThanOnce(MockCount::asked);
    }

    /** {@return how often each body was answered that was answered more than once, by its SHA-256} */
    public Map<String, Integer> answeredAgain() {
        return moreThanOnce(MockCount::answered);
    }

    /** {@return how often each body came, and what became of it, by its SHA-256} */
    public Map<String, MockCount> counts() {
        return new TreeMap<>(counts);
    }

    /**
     * How often one body came.
     *
     * @param body as it came
     * @return that, and what became of it
     */
    public MockCount of(String body) {
        return counts.getOrDefault(hash(body), new MockCount(0, 0, 0));
    }

    private Map<String, Integer> moreThanOnce(ToIntFunction<MockCount> what) {
        Map<String, Integer> found = new TreeMap<>();
        counts.forEach((hash, count) -> {
            if (what.applyAsInt(count) > 1) {
                found.put(hash, what.applyAsInt(count));
            }
        });
        return found;
    }

    /** {@return how many batch jobs were made} */
    public long batchJobs() {
        return batchJobs.get();
    }

    Summary summary() {
        MockCount all = counts.values().stream().reduce(new MockCount(0, 0, 0), MockCount::plus);
        TokenUsage billed = billed();
        return new Summary(
                requests(),
                distinct(),
                batchJobs(),
                all.answered(),
                all.lost(),
                billed.promptTokens(),
                billed.completionTokens(),
                answeredAgain(),
                repeated());
    }

    /** The reply of {@code GET /v1/mock/stats}. */
    record Summary(
            long requests,
            long distinct,
            long batchJobs,
            long answered,
            long lost,
            long promptTokens,
            long completionTokens,
            Map<String, Integer> answeredAgain,
            Map<String, Integer> repeated) {}

    /** Closes the file, if there is one. */
    @Override
    public void close() {
        if (log != null) {
            log.close();
        }
    }

    static String hash(String body) {
        return Sha256.of(body);
    }
}
