package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {

    private static final long MINUTE = 60_000_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 60, 1000, 30_000})
    void giveNoMinuteMoreThanTheLimitAndAtLeastNineteenTwentiethsOfIt(int limit) {
        RateLimiter limiter = new RateLimiter(limit, MINUTE);
        List<Long> places = new ArrayList<>();
        long now = 5;
        while (now < 5 * MINUTE) { // a crowd that takes every place at once
            now = limiter.reserve(now);
            places.add(now);
        }
        for (int i = 0; i + limit < places.size(); i++) {
            assertThat(places.get(i + limit) - places.get(i)).isGreaterThanOrEqualTo(MINUTE);
        }
        assertThat(places.size()).isGreaterThanOrEqualTo((int) (5 * limit * 0.95));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1000, 30_000})
    void makesUpForNoLongPause(int limit) {
        RateLimiter limiter = new RateLimiter(limit, MINUTE);
        limiter.reserve(0);
        List<Long> places = new ArrayList<>();
        long now = 10 * MINUTE;
        for (int i = 0; i <= limit; i++) {
            places.add(Math.max(now, limiter.reserve(now)));
        }
        assertThat(places.get(limit) - places.get(0)).isGreaterThanOrEqualTo(MINUTE);
    }
}
