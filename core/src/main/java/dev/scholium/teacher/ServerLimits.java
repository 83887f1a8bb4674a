package dev.scholium.teacher;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server said of its limits in the headers of one reply.
 *
 * <p>OpenAI and those that follow it: {@code x-ratelimit-limit-requests}, {@code -remaining-} and {@code -reset-} (as
 * {@code 6m0s} or {@code 20ms}), and the same for tokens. Anthropic: {@code anthropic-ratelimit-requests-limit} and so
 * on, resets as times (RFC 3339).
 *
 * @param requestsPerMinute requests that it allows a minute; absent if it did not say
 * @param tokensPerMinute tokens that it allows a minute; absent if it did not say
 * @param exhaustedFor how long until it takes requests again, where it said that none, or no token, is left
 * @see <a href="https://platform.openai.com/docs/guides/rate-limits">OpenAI: rate limits in headers</a>
 * @see <a href="https://docs.anthropic.com/en/api/rate-limits">Anthropic: response headers</a>
 */
public record ServerLimits(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute, Duration exhaustedFor) {

    /** Nothing was said. */
    public static final ServerLimits UNKNOWN =
            new ServerLimits(OptionalLong.empty(), OptionalLong.empty(), Duration.ZERO);

    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s|d)");

    /**
     * Reads headers.
     *
     * @param headers of a reply, by names in any case
     * @param clock for resets that are times
     * @return what they say; what is not understood counts as not said
     */
    static ServerLimits of(Map<String, List<String>> headers, Clock clock) {
        Map<String, String> said = new TreeMap<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.contains("ratelimit-") && !values.isEmpty()) {
                said.put(lower, values.get(0).strip());
            }
        });
        if (said.isEmpty()) {
            return UNKNOWN;
        }
        return new Reader(said, clock).limits();
    }

    private record Reader(Map<String, String> said, Clock clock) {

        ServerLimits limits() {
            Duration exhausted = longer(exhausted("requests"), exhausted("tokens"));
            return new ServerLimits(limit("requests"), limit("tokens"), exhausted);
        }

        private OptionalLong limit(String what) {
            OptionalLong openAi = number("x-ratelimit-limit-" + what);
            return openAi.isPresent() ? openAi : number("anthropic-ratelimit-" + what + "-limit");
        }

        private Duration exhausted(String what) {
            return longer(
                    wait("x-ratelimit-remaining-" + what, "x-ratelimit-reset-" + what),
                    wait("anthropic-ratelimit-" + what + "-remaining", "anthropic-ratelimit-" + what + "-reset"));
        }

        private Duration wait(String remaining, String reset) {
            OptionalLong left = number(remaining);
            return left.isPresent() && left.getAsLong() == 0 ? reset(said.getOrDefault(reset, "")) : Duration.ZERO;
        }

        private OptionalLong number(String name) {
            String text = said.getOrDefault(name, "");
            return text.matches("\\d{1,15}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        }

        private Duration reset(String text) {
            if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) { // seconds, as some compatible servers have it
                return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
            }
            if (text.contains("T")) {
                try {
                    Duration until = Duration.between(clock.instant(), Instant.parse(text));
                    return until.isNegative() ? Duration.ZERO : until;
                } catch (DateTimeException notATime) {
                    return Duration.ZERO;
                }
            }
            return parts(text);
        }

        private static Duration parts(String text) {
            Matcher part = PART.matcher(text);
            double seconds = 0;
            int end = 0;
            while (part.find() && part.start() == end) {
                end = part.end();
                double number = Double.parseDouble(part.group(1));
                seconds += switch (part.group(2)) {
                    case "ms" -> number / 1000;
                    case "s" -> number;
                    case "m" -> number * 60;
                    case "h" -> number * 3600;
                    default -> number * 86_400;
                };
            }
            return end == text.length() && seconds < 1e8 ? Duration.ofNanos((long) (seconds * 1e9)) : Duration.ZERO;
        }

        private static Duration longer(Duration a, Duration b) {
            return a.compareTo(b) > 0 ? a : b;
        }
    }
}
