package dev.scholium.teacher.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final long SECOND = 1_000_000_000L;
    private final AtomicLong now = new AtomicLong();

    @Test
    void fillsSteadilyUpToItsBrim() {
        RateLimits limits = new RateLimits(new RateLimit(60, 3), null, 60 * SECOND, now::get);
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take(1).waitNanos()).isZero();
        }
        assertThat(limits.take(1).waitNanos()).isEqualTo(SECOND);
        now.addAndGet(SECOND / 2);
        assertThat(limits.take(1).waitNanos()).isEqualTo(SECOND / 2);
        now.addAndGet(SECOND / 2);
        assertThat(limits.take(1).waitNanos()).isZero();
        now.addAndGet(1000 * SECOND);
        assertThat(limits.take(1).headers()).containsEntry("x-ratelimit-remaining-requests", "2");
    }

    @Test
    void whatIsRefusedTakesNothing() {
        RateLimits limits = new RateLimits(new RateLimit(60, 60), new RateLimit(600, 100), 60 * SECOND, now::get);

        assertThat(limits.take(80).waitNanos()).isZero();
        assertThat(limits.take(40).waitNanos()).isEqualTo(2 * SECOND); // 20 tokens at 10 a second
        assertThat(limits.take(20).headers())
                .containsEntry("x-ratelimit-remaining-requests", "58")
                .containsEntry("x-ratelimit-remaining-tokens", "0");
    }

    @Test
    void whatIsMoreThanTheBucketHoldsPassesWhenItIsFull() {
        RateLimits limits = new RateLimits(null, new RateLimit(600, 100), 60 * SECOND, now::get);

        assertThat(limits.take(1_000_000).waitNanos()).isZero();
        assertThat(limits.take(1_000_000).waitNanos()).isEqualTo(10 * SECOND);
    }

    @Test
    void writesDurationsAsOpenAiDoes() {
        assertThat(RateLimits.duration(0)).isEqualTo("0ms");
        assertThat(RateLimits.duration(119_400_000)).isEqualTo("120ms");
        assertThat(RateLimits.duration(7_660_000_000L)).isEqualTo("7.66s");
        assertThat(RateLimits.duration(SECOND)).isEqualTo("1s");
        assertThat(RateLimits.duration(360 * SECOND)).isEqualTo("6m0s");
    }
}
