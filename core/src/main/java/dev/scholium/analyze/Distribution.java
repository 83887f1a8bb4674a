package dev.scholium.analyze;

import java.util.Arrays;

/**
 * How some numbers are spread. Percentiles are the smallest number that at least that share is not above.
 *
 * @param rows how many numbers, at least 1
 * @param mean their mean
 * @param sd their sample standard deviation; 0 for one number
 * @param p5 the 5th percentile
 * @param p25 the 25th percentile
 * @param median the 50th percentile
 * @param p75 the 75th percentile
 * @param p95 the 95th percentile
 */
public record Distribution(
        long rows, double mean, double sd, double p5, double p25, double median, double p75, double p95) {

    static Distribution of(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).sum() / sorted.length;
        double squares = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
        return new Distribution(
                sorted.length,
                mean,
                sorted.length < 2 ? 0 : Math.sqrt(squares / (sorted.length - 1)),
                percentile(sorted, 0.05),
                percentile(sorted, 0.25),
                percentile(sorted, 0.5),
                percentile(sorted, 0.75),
                percentile(sorted, 0.95));
    }

    private static double percentile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
