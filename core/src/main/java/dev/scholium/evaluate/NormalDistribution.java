package dev.scholium.evaluate;

/** Tail probabilities and quantiles of the standard normal distribution, to about 1e-14. */
final class NormalDistribution {

    private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);
    private static final double SERIES_BELOW = 3;

    private NormalDistribution() {}

    /** Probability of a value above {@code x}. */
    static double survival(double x) {
        if (x < 0) {
            return 1 - survival(-x);
        }
        return x < SERIES_BELOW ? 0.5 - density(x) * centralSeries(x) : density(x) * millsRatio(x);
    }

    /** The value that a standard normal variable exceeds with probability {@code 1 - probability}. */
    static double quantile(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability must be in (0, 1), but is " + probability);
        }
        if (probability < 0.5) {
            return -upperQuantile(probability);
        }
        return upperQuantile(1 - probability);
    }

    private static double upperQuantile(double tail) {
        double low = 0;
        double high = 40; // survival(40) underflows to 0
        for (int i = 0; i < 200 && high - low > 1e-15 * high; i++) {
            double middle = (low + high) / 2;
            if (survival(middle) > tail) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / SQRT_2_PI;
    }

    /** {@code (cdf(x) - 1/2) / density(x)}: Abramowitz and Stegun 26.2.11. */
    private static double centralSeries(double x) {
        double term = x;
        double sum = x;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= x * x / (2 * k + 1);
            sum += term;
        }
        return sum;
    }

    /** {@code survival(x) / density(x)}: the continued fraction 26.2.14 of Abramowitz and Stegun, from its end. */
    private static double millsRatio(double x) {
        double fraction = x;
        for (int k = 200; k >= 1; k--) {
            fraction = x + k / fraction;
        }
        return 1 / fraction;
    }
}
