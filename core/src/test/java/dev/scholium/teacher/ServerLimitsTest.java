package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerLimitsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

    private static ServerLimits of(Map<String, String> headers) {
        return ServerLimits.of(
                headers.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))),
                NOON);
    }

    @Test
    void readsOpenAisHeaders() {
        ServerLimits limits = of(Map.of(
                "x-ratelimit-limit-requests", "500",
                "X-RateLimit-Limit-Tokens", "200000",
                "x-ratelimit-remaining-requests", "0",
                "x-ratelimit-reset-requests", "120ms",
                "x-ratelimit-remaining-tokens", "1",
                "x-ratelimit-reset-tokens", "1m0s"));

        assertThat(limits)
                .isEqualTo(new ServerLimits(OptionalLong.of(500), OptionalLong.of(200_000), Duration.ofMillis(120)));
    }

    @Test
    void readsAnthropicsHeaders() {
        ServerLimits limits = of(Map.of(
                "anthropic-ratelimit-requests-limit", "50",
                "anthropic-ratelimit-tokens-limit", "40000",
                "anthropic-ratelimit-tokens-remaining", "0",
                "anthropic-ratelimit-tokens-reset", "2026-11-25T12:00:07Z"));

        assertThat(limits)
                .isEqualTo(new ServerLimits(OptionalLong.of(50), OptionalLong.of(40_000), Duration.ofSeconds(7)));
    }

    /** Anthropic's documentation: tokens are those of the limit that binds most; each kind has its own as well. */
    @Test
    void waitsForTheKindOfTokensThatIsUsedUp() {
        ServerLimits limits = of(Map.of(
                "anthropic-ratelimit-requests-limit", "50",
                "anthropic-ratelimit-requests-remaining", "49",
                "anthropic-ratelimit-requests-reset", "2026-11-25T12:00:02Z",
                "anthropic-ratelimit-tokens-limit", "38000",
                "anthropic-ratelimit-tokens-remaining", "30000",
                "anthropic-ratelimit-output-tokens-limit", "8000",
                "anthropic-ratelimit-output-tokens-remaining", "0",
                "anthropic-ratelimit-output-tokens-reset", "2026-11-25T12:00:41Z"));

        assertThat(limits)
                .isEqualTo(new ServerLimits(OptionalLong.of(50), OptionalLong.of(38_000), Duration.ofSeconds(41)));
    }

    /** From OpenAI's forum, May 2025 (thread 1268905): a bucket of a minute, a 5000th and a 6667th used. */
    @Test
    void readsOpenAisBucketAsAMinute() {
        assertThat(of(Map.of(
                        "x-ratelimit-limit-requests", "5000",
                        "x-ratelimit-limit-tokens", "160000",
                        "x-ratelimit-remaining-requests", "4999",
                        "x-ratelimit-remaining-tokens", "159976",
                        "x-ratelimit-reset-requests", "12ms",
                        "x-ratelimit-reset-tokens", "9ms")))
                .isEqualTo(new ServerLimits(OptionalLong.of(5000), OptionalLong.of(160_000), Duration.ZERO));
    }

    /** From Groq's documentation: 14,400 requests a day, of which one comes back every 6 seconds; tokens a minute. */
    @Test
    void readsGroqsRequestsAsThoseOfADay() {
        assertThat(of(Map.of(
                        "x-ratelimit-limit-requests", "14400",
                        "x-ratelimit-limit-tokens", "18000",
                        "x-ratelimit-remaining-requests", "14370",
                        "x-ratelimit-remaining-tokens", "17997",
                        "x-ratelimit-reset-requests", "2m59.56s",
                        "x-ratelimit-reset-tokens", "7.66s")))
                .isEqualTo(new ServerLimits(OptionalLong.empty(), OptionalLong.of(18_000), Duration.ZERO));
    }

    @ParameterizedTest(name = "{0} requests, {1} left, reset in {2}: {3} a minute")
    @CsvSource({
        "60,59,1s,60", // OpenAI's documentation
        "500,499,1s,500", // rounded up to whole seconds
        "500,499,0s,500",
        "500,500,20s,500", // nothing used: no bucket to reckon with
        "14400,14399,6s,", // a day, seen by its first request
        "200,199,7m12s,", // OpenAI's new accounts: 200 a day
        "1000,998,2m52.8s,",
        "1000,0,17h3m,",
        "1000,600,23h59m59s,", // a day that begins anew at midnight
        "3600,3590,10s,", // an hour
        "100,40,30s,100", // a minute that begins anew
        "100,40,59.5s,100",
        "10,9,100ms,600", // a second
        "10,5,500ms,600"
    })
    void findsTheWindow(String limit, String remaining, String reset, @Nullable Long perMinute) {
        ServerLimits limits = of(Map.of(
                "x-ratelimit-limit-requests", limit,
                "x-ratelimit-remaining-requests", remaining,
                "x-ratelimit-reset-requests", reset));

        assertThat(limits.requestsPerMinute())
                .isEqualTo(perMinute == null ? OptionalLong.empty() : OptionalLong.of(perMinute));
    }

    @ParameterizedTest(name = "none of {0} left, reset in {1}: waits {2} s")
    @CsvSource({
        "500,20s,20", // a minute's window: all of it
        "14400,24h,60", // a day's bucket has one again after 6 s, ten after a minute
        "200,24h,432", // one comes back in so long
        "1000,17h3m,61.38",
        "0,17h3m,60"
    })
    void waitsNoLongerThanUntilThereMayBeOne(String limit, String reset, double seconds) {
        ServerLimits limits = of(Map.of(
                "x-ratelimit-limit-requests", limit,
                "x-ratelimit-remaining-requests", "0",
                "x-ratelimit-reset-requests", reset));

        assertThat(limits.exhaustedFor()).isEqualTo(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    @ParameterizedTest
    @CsvSource({
        "6m0s,360000",
        "1s,1000",
        "20ms,20",
        "17h3m,61380000",
        "1h2m3.5s,3723500",
        "2d,172800000",
        "0.25,250",
        "soon,0",
        "'',0",
        "-5,0",
        "1x,0",
        "2026-11-25T12:00:07Z,7000",
        "2026-11-25T11:00:00Z,0",
        "2026-13-45T99:00:00Z,0"
    })
    void readsResetsInEveryForm(String reset, long millis) {
        assertThat(ResetTime.of(reset, NOON)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void takesNonsenseForNothing() {
        assertThat(of(Map.of(
                        "x-ratelimit-limit-requests", "-1",
                        "x-ratelimit-limit-tokens", "1e30",
                        "x-ratelimit-remaining-tokens", "none")))
                .isEqualTo(ServerLimits.UNKNOWN);
        assertThat(of(Map.of("content-type", "application/json"))).isEqualTo(ServerLimits.UNKNOWN);
    }
}
