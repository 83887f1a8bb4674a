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
                "x-ratelimit-reset-tokens", "6m0s"));

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

    @ParameterizedTest
    @CsvSource({
        "6m0s,360000",
        "1s,1000",
        "20ms,20",
        "1h2m3.5s,3723500",
        "2d,172800000",
        "0.25,250",
        "soon,0",
        "'',0",
        "-5,0",
        "1x,0",
        "2026-11-25T11:00:00Z,0",
        "2026-13-45T99:00:00Z,0"
    })
    void readsResetsInEveryForm(String reset, long millis) {
        ServerLimits limits = of(Map.of("x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-requests", reset));

        assertThat(limits.exhaustedFor()).isEqualTo(Duration.ofMillis(millis));
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
