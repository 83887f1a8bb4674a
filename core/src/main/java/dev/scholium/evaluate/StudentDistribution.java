package dev.scholium.evaluate;

/**
 * Student's t distribution with a whole number of degrees of freedom, by the finite sums of its angle: exact but for
 * rounding.
 *
 * @see <a href="https://personal.math.ubc.ca/~cbm/aands/page_948.htm">Abramowitz and Stegun 1964, 26.7.3 and 26.7.4</a>
 */
final class StudentDistribution {

    private StudentDistribution() {}

    /** The interval of a mean of {@code count} values, at least 2, with their sample standard deviation {@code sd}. */
    static ConfidenceInterval interval(double mean, double sd, int count) {
        double half = quantile(0.5 + ConfidenceInterval.LEVEL / 2, count - 1) * sd / Math.sqrt(count);
        return new ConfidenceInterval(mean - half, mean + half, ConfidenceInterval.LEVEL);
    }

    /** The two-sided p-value of such a mean: how likely 0 would give one as far away. */
    static double pValue(double mean, double sd, int count) {
        double t = Math.abs(mean) * Math.sqrt(count) / sd;
        return Math.max(0, 1 - within(Math.atan(t / Math.sqrt(count - 1)), count - 1));
    }

    /** The value that is exceeded with probability {@code 1 - probability}, where that is in {@code [0.5, 1)}. */
    static double quantile(double probability, int degrees) {
        if (!(probability >= 0.5 && probability < 1) || degrees < 1) {
            throw new IllegalArgumentException("a t quantile needs a probability in [0.5, 1) and a degree of freedom,"
                    + " but has " + probability + " and " + degrees);
        }
        double low = 0; // angles, whose tangent is the value over the root of the degrees
        double high = Math.PI / 2;
        for (int i = 0; i < 200 && high - low > 1e-16; i++) {
            double middle = (low + high) / 2;
            if (0.5 + within(middle, degrees) / 2 < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.sqrt(degrees) * Math.tan((low + high) / 2);
    }

    /** Probability of a value between {@code -t} and {@code t}, where {@code t = sqrt(degrees) * tan(angle)}. */
    private static double within(double angle, int degrees) {
        double squared = Math.cos(angle) * Math.cos(angle);
        boolean even = degrees % 2 == 0;
        double term = even ? 1 : Math.cos(angle);
        double sum = degrees == 1 ? 0 : term;
        for (int k = even ? 2 : 3; k <= degrees - 2; k += 2) {
            term *= squared * (k - 1) / k;
            sum += term;
        }
        return even ? Math.sin(angle) * sum : 2 / Math.PI * (angle + Math.sin(angle) * sum);
    }
}
