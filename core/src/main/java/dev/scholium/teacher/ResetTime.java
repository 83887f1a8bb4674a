package dev.scholium.teacher;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when a limit resets: OpenAI's {@code 6m0s} or {@code 20ms}, seconds, or Anthropic's times (RFC 3339). */
final class ResetTime {

    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s|d)");

    private ResetTime() {}

    /**
     * Reads a header's value.
     *
     * @param text the value
     * @param clock for those that are times
     * @return how long from now, at least nothing; nothing also if it is not understood
     */
    static Duration of(String text, Clock clock) {
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
}
