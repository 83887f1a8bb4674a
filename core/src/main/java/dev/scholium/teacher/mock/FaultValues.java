package dev.scholium.teacher.mock;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the numbers of a specification of faults, and complains about impossible ones in one line. */
final class FaultValues {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m)");
    private static final Map<String, Double> SECONDS = Map.of("ms", 0.001, "s", 1.0, "m", 60.0);

    private final String where;

    /**
     * A reader.
     *
     * @param where begins every complaint
     */
    FaultValues(String where) {
        this.where = where;
    }

    long wholeNumber(String word, String value) {
        if (!value.matches("\\d{1,9}")) {
            throw wrong(word, "be a whole number, at least 0", value);
        }
        return Long.parseLong(value);
    }

    double share(String word, String value) {
        double share = number(word, value);
        if (share > 1) {
            throw wrong(word, "be a share in [0, 1]", value);
        }
        return share;
    }

    double number(String word, String value) {
        if (!value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            throw wrong(word, "be a number, at least 0", value);
        }
        return Double.parseDouble(value);
    }

    Duration duration(String word, String value) {
        return Duration.ofNanos((long) (seconds(word, value) * 1e9));
    }

    double seconds(String word, String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw wrong(word, "be a time such as 250ms, 2s or 1m", value);
        }
        return Double.parseDouble(matcher.group(1)) * SECONDS.getOrDefault(matcher.group(2), 1.0);
    }

    ScholiumException wrong(String word, String wanted, String found) {
        return new ScholiumException(
                ExitCode.USAGE, where + ": " + word + " must " + wanted + ", but is \"" + found + "\"");
    }
}
