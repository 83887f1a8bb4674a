package dev.scholium.teacher;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a server said of its limits in the headers of one reply.
 *
 * <p>OpenAI and those that follow it: {@code x-ratelimit-limit-requests}, {@code -remaining-} and {@code -reset-} (as
 * {@code 6m0s} or {@code 20ms}), and the same for tokens, in a window that {@link Allowance} finds. Anthropic:
 * {@code anthropic-ratelimit-requests-limit} and so on, always of a minute, resets as times (RFC 3339).
 *
 * @param requestsPerMinute requests that it allows a minute; absent if it did not say, or spoke of a longer time
 * @param tokensPerMinute tokens that it allows a minute; absent if it did not say, or spoke of a longer time
 * @param exhaustedFor how long to send nothing, where it said that no request, or no token, is left
 * @see <a href="https://platform.openai.com/docs/guides/rate-limits">OpenAI: rate limits in headers</a>
 * @see <a href="https://docs.anthropic.com/en/api/rate-limits">Anthropic: response headers</a>
 */
public record ServerLimits(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute, Duration exhaustedFor) {

    /** Nothing was said. */
    public static final ServerLimits UNKNOWN =
            new ServerLimits(OptionalLong.empty(), OptionalLong.empty(), Duration.ZERO);

    private static final List<String> ANTHROPICS = List.of("requests", "tokens", "input-tokens", "output-tokens");

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
            Allowance requests = openAi("requests");
            Allowance tokens = openAi("tokens");
            Duration exhausted = longer(requests.exhaustedFor(), tokens.exhaustedFor());
            for (String what : ANTHROPICS) {
                exhausted = longer(exhausted, anthropic(what).exhaustedFor());
            }
            return new ServerLimits(
                    either(requests.perMinute(), anthropic("requests").limit()),
                    either(tokens.perMinute(), anthropic("tokens").limit()),
                    exhausted);
        }

        private Allowance openAi(String what) {
            return allowance("x-ratelimit-limit-" + what, "x-ratelimit-remaining-" + what, "x-ratelimit-reset-" + what);
        }

        /** Always of a minute; the reset is a time in whole seconds, too rough to tell a window by. */
        private Allowance anthropic(String what) {
            String name = "anthropic-ratelimit-" + what;
            return allowance(name + "-limit", name + "-remaining", name + "-reset");
        }

        private Allowance allowance(String limit, String remaining, String reset) {
            return new Allowance(number(limit), number(remaining), ResetTime.of(said.getOrDefault(reset, ""), clock));
        }

        private OptionalLong number(String name) {
            String text = said.getOrDefault(name, "");
            return text.matches("\\d{1,15}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        }

        private static OptionalLong either(OptionalLong first, OptionalLong second) {
            OptionalLong said = first.isPresent() ? first : second;
            return said.isPresent() && said.getAsLong() > 0 ? said : OptionalLong.empty();
        }

        private static Duration longer(Duration a, Duration b) {
            return a.compareTo(b) > 0 ? a : b;
        }
    }
}
