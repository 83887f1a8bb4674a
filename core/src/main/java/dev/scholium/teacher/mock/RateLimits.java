package dev.scholium.teacher.mock;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits on requests and tokens a minute, told in OpenAI's headers. Safe for any number of threads.
 *
 * <p>A request takes the tokens of its prompt and all that it may write; one that is refused takes nothing.
 *
 * @see <a href="https://platform.openai.com/docs/guides/rate-limits">OpenAI's rate limits</a>
 */
final class RateLimits {

    private final LongSupplier nanos;
    private final @Nullable RateBucket requests;
    private final @Nullable RateBucket tokens;

    /**
     * Full buckets.
     *
     * @param requestLimit requests; absent for no limit
     * @param tokenLimit tokens; absent for no limit
     * @param minuteNanos how long a minute lasts
     * @param nanos tells the time
     */
    RateLimits(@Nullable RateLimit requestLimit, @Nullable RateLimit tokenLimit, long minuteNanos, LongSupplier nanos) {
        this.nanos = nanos;
        long now = nanos.getAsLong();
        this.requests = requestLimit == null ? null : new RateBucket(requestLimit, minuteNanos, now);
        this.tokens = tokenLimit == null ? null : new RateBucket(tokenLimit, minuteNanos, now);
    }

    /**
     * What a request met.
     *
     * @param waitNanos how long to wait before it may come again, 0 if it may pass
     * @param headers what to tell
     */
    record Verdict(long waitNanos, Map<String, String> headers) {

        /** {@return the reaction with these headers} */
        MockReaction.Respond on(MockReaction.Respond reaction) {
            Map<String, String> all = new LinkedHashMap<>(reaction.headers());
            all.putAll(headers);
            return new MockReaction.Respond(reaction.status(), all, reaction.body());
        }
    }

    /**
     * Lets a request pass or not.
     *
     * @param amount its tokens
     * @return the verdict
     */
    synchronized Verdict take(double amount) {
        long now = nanos.getAsLong();
        boolean enoughRequests = requests == null || requests.has(1, now);
        boolean enoughTokens = tokens == null || tokens.has(amount, now); // asked in any case: it fills the bucket
        boolean pass = enoughRequests && enoughTokens;
        long wait = 0;
        if (!pass) {
            wait = Math.max(
                    1,
                    Math.max(
                            requests == null ? 0 : requests.nanosUntil(1),
                            tokens == null ? 0 : tokens.nanosUntil(amount)));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        tell(headers, "requests", requests, pass ? 1 : 0);
        tell(headers, "tokens", tokens, pass ? amount : 0);
        return new Verdict(wait, headers);
    }

    private static void tell(Map<String, String> headers, String what, @Nullable RateBucket bucket, double taken) {
        if (bucket != null) {
            bucket.take(taken);
            headers.put("x-ratelimit-limit-" + what, Long.toString(bucket.limit()));
            headers.put("x-ratelimit-remaining-" + what, Long.toString(bucket.remaining()));
            headers.put("x-ratelimit-reset-" + what, duration(bucket.nanosUntilFull()));
        }
    }

    /** {@return a duration as OpenAI writes it: {@code 12ms}, {@code 1.5s}, {@code 6m0s}} */
    static String duration(long nanos) {
        long millis = (nanos + 999_999) / 1_000_000;
        if (millis < 1000) {
            return millis + "ms";
        }
        long minutes = millis / 60_000;
        String seconds = Double.toString(millis % 60_000 / 1000.0).replaceFirst("\\.0$", "") + "s";
        return minutes == 0 ? seconds : minutes + "m" + seconds;
    }
}
