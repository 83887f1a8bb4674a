package dev.scholium.evaluate.agreement;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How many rows a study needs for an interval of a wished width. */
public final class NeededRows {

    private static final double NORMAL_QUANTILE = 1.959963984540054; // of 0.975
    private static final int STUDIES = 500;
    private static final int ROWS = 200;

    private NeededRows() {}

    /**
     * Rows for the mean of a rating.
     *
     * @param deviation expected standard deviation of a row's mean rating, in points of the scale; positive
     * @param halfWidth wished half of the 95 % interval, in points; positive
     * @return rows, rounded up
     * @throws IllegalArgumentException if one is not positive
     */
    public static int forMean(double deviation, double halfWidth) {
        if (!(deviation > 0 && halfWidth > 0)) {
            throw new IllegalArgumentException(
                    "deviation and half width must be positive, but are " + deviation + " and " + halfWidth);
        }
        double ratio = NORMAL_QUANTILE * deviation / halfWidth;
        return (int) Math.ceil(ratio * ratio);
    }

    /**
     * Rows for a figure of agreement, by made-up studies: a row has a true category, and a rater gives it with
     * probability {@code sqrt(agreement)}, or else a category by its share; so the expected kappa or alpha of any two
     * raters is {@code agreement}. The figure's variance falls as the number of rows grows.
     *
     * @param measure the figure
     * @param agreement expected kappa or alpha, in {@code [0, 1)}
     * @param shares how often each category is expected, summing to 1; at least two of them positive
     * @param raters how many rate a row, at least 2
     * @param halfWidth wished half of the 95 % interval; positive
     * @param seed of the made-up studies
     * @return rows, rounded up, at least 10
     * @throws IllegalArgumentException if something is out of range
     */
    public static int forAgreement(
            AgreementMeasure measure, double agreement, double[] shares, int raters, double halfWidth, long seed) {
        if (!(agreement >= 0 && agreement < 1) || raters < 2 || !(halfWidth > 0)) {
            throw new IllegalArgumentException("agreement must be in [0, 1), raters at least 2 and the half width"
                    + " positive, but are " + agreement + ", " + raters + " and " + halfWidth);
        }
        if (Math.abs(Arrays.stream(shares).sum() - 1) > 1e-9
                || Arrays.stream(shares).filter(share -> share > 0).count() < 2
                || Arrays.stream(shares).anyMatch(share -> share < 0)) {
            throw new IllegalArgumentException(
                    "shares must sum to 1 and two be positive, but are " + Arrays.toString(shares));
        }
        SplittableRandom random = new SplittableRandom(seed);
        double sum = 0;
        double squares = 0;
        for (int study = 0; study < STUDIES; study++) {
            double figure = measure.figure().of(study(Math.sqrt(agreement), shares, raters, ROWS, random));
            sum += figure / STUDIES;
            squares += figure * figure / STUDIES;
        }
        double variance = Math.max(0, squares - sum * sum) * ROWS;
        double ratio = NORMAL_QUANTILE / halfWidth;
        return Math.max(10, (int) Math.ceil(ratio * ratio * variance));
    }

    /** A made-up study. */
    static RatingTable study(double knowing, double[] shares, int raters, int rows, SplittableRandom random) {
        double[][] ratings = new double[rows][raters];
        for (double[] row : ratings) {
            int truth = draw(shares, random);
            Arrays.setAll(row, rater -> random.nextDouble() < knowing ? truth : draw(shares, random));
        }
        double[] categories = new double[shares.length];
        Arrays.setAll(categories, i -> i);
        return new RatingTable(ratings, categories);
    }

    private static int draw(double[] shares, SplittableRandom random) {
        double place = random.nextDouble();
        for (int i = 0; i < shares.length - 1; i++) {
            place -= shares[i];
            if (place < 0) {
                return i;
            }
        }
        return shares.length - 1;
    }
}
