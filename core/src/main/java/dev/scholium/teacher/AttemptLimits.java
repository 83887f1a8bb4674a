package dev.scholium.teacher;

import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all workers of a pool share: the turnstile, the rates of requests and tokens, the jitter and the count of
 * failures in a row.
 *
 * <p>Requests are spread evenly by their places, and a window of what was really sent keeps every minute within the
 * limits however late workers wake up. A server's own limits, where its headers name them, make the pool slower, never
 * faster than configured; its latest word counts, so that one that was misread does no harm for long.
 */
final class AttemptLimits {

    /** Above so many requests a minute their places alone must do: a window would hold them all. */
    private static final int LARGEST_WINDOW = 100_000;

    private final RetryPolicy policy;
    private final Turnstile turnstile;
    private final RateLimiter requestPace;
    private final @Nullable SlidingWindow requestWindow;
    private final @Nullable TokenPace tokenPace;
    private final @Nullable SlidingWindow tokenWindow;
    private final SplittableRandom jitter;
    private final Consumer<String> say;
    private final long requestLimit;
    private final long tokenLimit;
    private long lowestRequests;
    private long lowestTokens;
    private boolean hasAnswered;
    private int failuresInARow;

    AttemptLimits(
            RetryPolicy policy, TeacherConfig config, long periodNanos, SplittableRandom random, Consumer<String> say) {
        this.policy = policy;
        this.turnstile = new Turnstile(policy, random.split());
        this.requestLimit = config.maxRequestsPerMinute();
        this.requestPace = new RateLimiter(config.maxRequestsPerMinute(), periodNanos);
        this.requestWindow = requestLimit > LARGEST_WINDOW ? null : new SlidingWindow(requestLimit, periodNanos);
        Integer configured = config.maxTokensPerMinute();
        this.tokenLimit = configured == null ? Long.MAX_VALUE : configured;
        this.tokenPace = configured == null ? null : new TokenPace(configured, periodNanos);
        this.tokenWindow = configured == null ? null : new SlidingWindow(configured, periodNanos);
        this.lowestRequests = requestLimit;
        this.lowestTokens = tokenLimit;
        this.jitter = random.split();
        this.say = say;
    }

    /**
     * Leave to send one request.
     *
     * @param time when it was given, in nanoseconds
     * @param tokens what it counts among the tokens of its minute; null where they are not limited
     */
    record Leave(long time, SlidingWindow.@Nullable Passed tokens) {}

    /**
     * Waits for a request's place, or until all stops. It may be sent after {@link #leave} only.
     *
     * @param stop wakes it up
     * @param most tokens that it may take
     */
    void await(StopSignal stop, long most) {
        if (tokenPace != null) {
            stop.sleep(tokenPace.reserve(System.nanoTime(), most) - System.nanoTime());
        }
        requestPace.acquire(stop);
        turnstile.await(stop);
    }

    /**
     * Leave to send a request that has waited for its place, given immediately before it is sent: what came between,
     * such as another worker's refusal or a wait for the journal or the budget, holds it back as well.
     *
     * @param stop wakes it up
     * @param most tokens that it may take
     * @return leave to send it now; to be ignored once all has stopped
     */
    Leave leave(StopSignal stop, long most) {
        while (true) {
            turnstile.await(stop);
            long wait;
            synchronized (this) {
                long now = System.nanoTime();
                wait = nanosUntilRoom(now, most);
                if (stop.isStopped() || (wait <= 0 && !turnstile.isClosed())) {
                    if (requestWindow != null) {
                        requestWindow.pass(now, 1);
                    }
                    return new Leave(now, tokenWindow == null ? null : tokenWindow.pass(now, most));
                }
            }
            stop.sleep(wait);
        }
    }

    private long nanosUntilRoom(long now, long most) {
        long forRequest = requestWindow == null ? 0 : requestWindow.nanosUntilRoom(now, 1);
        long forTokens = tokenWindow == null ? 0 : tokenWindow.nanosUntilRoom(now, most);
        return Math.max(forRequest, forTokens);
    }

    /** The server answered: corrects what the request took. */
    synchronized void answered(Leave leave, TokenUsage usage) {
        SlidingWindow.Passed passed = leave.tokens();
        long billed = usage.promptTokens() + usage.completionTokens();
        if (passed != null && tokenWindow != null && tokenPace != null && billed > 0) {
            tokenPace.giveBack(passed.size() - billed);
            tokenWindow.settle(passed, billed);
        }
        hasAnswered = true;
        failuresInARow = 0;
        turnstile.answered();
    }

    /** Takes the server at its word: it may allow less than was configured, or have nothing left for a while. */
    synchronized void heard(ServerLimits said) {
        if (said.exhaustedFor().compareTo(Duration.ZERO) > 0) {
            turnstile.closeFor(said.exhaustedFor());
        }
        if (said.requestsPerMinute().isPresent()) {
            long limit = Math.min(requestLimit, said.requestsPerMinute().getAsLong());
            requestPace.limit(limit);
            if (requestWindow != null) {
                requestWindow.limit(limit);
            }
            if (limit < lowestRequests) {
                lowestRequests = limit;
                slower("requests", limit);
            }
        }
        if (tokenPace != null && tokenWindow != null && said.tokensPerMinute().isPresent()) {
            long limit = Math.min(tokenLimit, said.tokensPerMinute().getAsLong());
            tokenPace.limit(limit);
            tokenWindow.limit(limit);
            if (limit < lowestTokens) {
                lowestTokens = limit;
                slower("tokens", limit);
            }
        }
    }

    private void slower(String what, long limit) {
        say.accept(String.format(
                Locale.ROOT,
                "The server allows %,d %s a minute, fewer than configured: asking that much slower",
                limit,
                what));
    }

    synchronized boolean hasAnswered() {
        return hasAnswered;
    }

    /** {@return whether so many requests in a row have failed that the run must stop} */
    synchronized boolean failedTooOften() {
        failuresInARow++;
        return failuresInARow >= policy.failuresInARow();
    }

    boolean refused(TeacherFault fault) {
        return turnstile.refused(fault);
    }

    int failuresAllowed() {
        return policy.failuresInARow();
    }

    synchronized Duration backOff(int attempt) {
        return policy.delay(attempt, jitter);
    }
}
