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
        return signed(100 * difference, 1);
    }

    /** A number with its sign, {@code −0.25}; none for what is rounded to 0. */
    static String signed(double number, int digits) {
        String rounded = decimal(Math.abs(number), digits);
        return Double.parseDouble(rounded) == 0 ? rounded : (number < 0 ? "−" : "+") + rounded;
    }

    /** An interval of shares: {@code 40.0 – 46.1}. */
    static String percents(ConfidenceInterval interval) {
        return interval(interval, 100, 1);
    }

    /** An interval of differences in points: {@code −0.9 to +5.5}. */
    static String points(ConfidenceInterval interval) {
        return signedInterval(interval, 100, 1);
    }

    /** An interval in other units: {@code 2.1 – 2.6}, or {@code −0.9 to 2.6} where the dash would meet a minus. */
    static String interval(ConfidenceInterval interval, double unit, int digits) {
        return number(unit * interval.low(), digits)
                + (interval.low() < 0 ? " to " : " – ")
                + number(unit * interval.high(), digits);
    }

    /** An interval of differences in other units: {@code −0.09 to +0.55}. */
    static String signedInterval(ConfidenceInterval interval, double unit, int digits) {
        return signed(unit * interval.low(), digits) + " to " + signed(unit * interval.high(), digits);
    }

    /** Like {@link #decimal}, with a true minus. */
    static String number(double value, int digits) {
        return decimal(value, digits).replace('-', '−');
    }

    /** How answers are spread: {@code 71.3 % entailment, 1.0 bits}; the answer alone where no more is known of it. */
    static String answers(@Nullable Double share, @Nullable String answer, @Nullable Double bits) {
        return share == null || bits == null
                ? text(answer)
                : percent(share) + " " + text(answer) + ", " + decimal(bits, 1) + " bits";
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
