package dev.scholium.report;

import dev.scholium.evaluate.ConfidenceInterval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes numbers for people: shares as per cent, differences in points, times in words. */
final class Figures {

    private static final String NONE = "–";

    private Figures() {}

    /** A share as per cent: {@code 43.0 %}, with a no-break space. */
    static String percent(@Nullable Double share) {
        return share == null ? NONE : decimal(100 * share, 1) + "\u00a0%";
    }

    /** A difference of shares in points, with its sign: {@code +2.3}. */
    static String points(double difference) {
        String digits = decimal(Math.abs(100 * difference), 1);
        return digits.equals("0.0") ? digits : (difference < 0 ? "−" : "+") + digits;
    }

    /** An interval of shares: {@code 40.0 – 46.1}. */
    static String percents(ConfidenceInterval interval) {
        return decimal(100 * interval.low(), 1) + " – " + decimal(100 * interval.high(), 1);
    }

    /** An interval of differences in points: {@code −0.9 to +5.5}. */
    static String points(ConfidenceInterval interval) {
        return points(interval.low()) + " to " + points(interval.high());
    }

    /** A p-value: {@code 0.160}, or {@code < 0.001}. */
    static String pValue(double p) {
        return p < 0.001 ? "< 0.001" : decimal(p, 3);
    }

    static String decimal(@Nullable Double value, int digits) {
        return value == null ? NONE : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** A count with thin spaces between thousands. */
    static String count(@Nullable Number value) {
        return value == null
                ? NONE
                : String.format(Locale.ROOT, "%,d", value.longValue()).replace(',', '\u202f');
    }

    /** A duration: {@code 8.4 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    static String seconds(@Nullable Double seconds) {
        if (seconds == null) {
            return NONE;
        }
        if (seconds < 60) {
            return decimal(seconds, 1) + " s";
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    static String dollars(@Nullable Double dollars) {
        return dollars == null ? NONE : "$" + decimal(dollars, dollars < 1 ? 4 : 2);
    }

    static String text(@Nullable String text) {
        return text == null || text.isBlank() ? NONE : text;
    }
}
