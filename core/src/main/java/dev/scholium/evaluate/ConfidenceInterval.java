package dev.scholium.evaluate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * A range that covers the true value with some confidence; {@code [low, high]} in JSON.
 *
 * @param low lower bound
 * @param high upper bound, at least {@code low}
 * @param level confidence, in {@code (0, 1)}; files hold intervals at 0.95 only
 */
public record ConfidenceInterval(double low, double high, double level) {

    /** The level of every interval in Scholium's files. */
    public static final double LEVEL = 0.95;

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if {@code low} is more than {@code high} or the level is out of range
     */
    public ConfidenceInterval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval's low must not exceed its high: " + low + ", " + high);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be in (0, 1), but is " + level);
        }
    }

    /**
     * Reads an interval from a file.
     *
     * @param bounds low and high at {@link #LEVEL}
     * @return the interval
     * @throws IllegalArgumentException if there are not two bounds
     */
    @JsonCreator
    public static ConfidenceInterval of(List<Double> bounds) {
        if (bounds.size() != 2) {
            throw new IllegalArgumentException("an interval must be [low, high], but is " + bounds);
        }
        return new ConfidenceInterval(bounds.get(0), bounds.get(1), LEVEL);
    }

    /** {@return low and high} */
    @JsonValue
    public List<Double> bounds() {
        return List.of(low, high);
    }

    /**
     * The bounds for people, in other units.
     *
     * @param unit what both bounds are multiplied with: 100 for per cent
     * @param digits after the point, at least 0
     * @return {@code [40.0, 46.1]}
     */
    public String text(double unit, int digits) {
        return text("%." + digits + "f", unit);
    }

    /**
     * The bounds of a difference for people, in other units, with signs.
     *
     * @param unit what both bounds are multiplied with: 100 for points
     * @param digits after the point, at least 0
     * @return {@code [-0.9, +5.5]}
     */
    public String signedText(double unit, int digits) {
        return text("%+." + digits + "f", unit);
    }

    private String text(String number, double unit) {
        return String.format(Locale.ROOT, "[" + number + ", " + number + "]", unit * low, unit * high);
    }

    /**
     * Whether a value is covered.
     *
     * @param value any value
     * @return whether it is at least {@code low} and at most {@code high}
     */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
