package dev.scholium.evaluate.agreement;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What raters gave to rows, one line a row and one column a rater; a rating that is missing is {@link Double#NaN}.
 * Immutable.
 *
 * <p>Categories without an order are numbered, in any way.
 */
public final class RatingTable {

    private final double[][] ratings; // (rows, raters)
    private final double[] categories;

    /**
     * A table.
     *
     * @param ratings for each row, one number a rater, NaN where there is none
     * @param categories every value a rating can have, ascending, whether it occurs or not
     * @throws IllegalArgumentException if rows have different lengths, categories are not ascending, or a rating is no
     *     category
     */
    public RatingTable(double[][] ratings, double[] categories) {
        this(copy(ratings), categories.clone(), true);
    }

    private RatingTable(double[][] ratings, double[] categories, boolean check) {
        this.ratings = ratings;
        this.categories = categories;
        if (check) {
            check();
        }
    }

    private static double[][] copy(double[][] ratings) {
        return Arrays.stream(ratings).map(double[]::clone).toArray(double[][]::new);
    }

    private void check() {
        for (int i = 1; i < categories.length; i++) {
            if (!(categories[i - 1] < categories[i])) {
                throw new IllegalArgumentException(
                        "categories must be ascending, but are " + Arrays.toString(categories));
            }
        }
        for (int row = 0; row < ratings.length; row++) {
            if (ratings[row].length != raters()) {
                throw new IllegalArgumentException("row " + (row + 1) + " of a rating table must have " + raters()
                        + " ratings, but has " + ratings[row].length);
            }
            for (double rating : ratings[row]) {
                if (!Double.isNaN(rating) && Arrays.binarySearch(categories, rating) < 0) {
                    throw new IllegalArgumentException("row " + (row + 1) + " of a rating table must have ratings of "
                            + Arrays.toString(categories) + ", but has " + rating);
                }
            }
        }
    }

    /** {@return how many rows there are} */
    public int rows() {
        return ratings.length;
    }

    /** {@return how many raters there are, whether they rated every row or not} */
    public int raters() {
        return ratings.length == 0 ? 0 : ratings[0].length;
    }

    /** {@return how many values a rating can have} */
    public int categories() {
        return categories.length;
    }

    /** {@return how many ratings there are that can be compared with another of their row} */
    public int pairable() {
        return IntStream.range(0, rows())
                .map(row -> total(counts(row)))
                .filter(count -> count > 1)
                .sum();
    }

    /** {@return how many rows have two ratings or more} */
    public int pairableRows() {
        return (int)
                IntStream.range(0, rows()).filter(row -> total(counts(row)) > 1).count();
    }

    /**
     * One rating.
     *
     * @param row number of a row, from 0
     * @param rater number of a rater, from 0
     * @return the rating; NaN where it is missing
     */
    public double rating(int row, int rater) {
        return ratings[row][rater];
    }

    /**
     * Some rows, in some order; a row may come several times.
     *
     * @param rows their numbers, from 0
     * @return the table of these rows
     */
    public RatingTable drawn(int[] rows) {
        return new RatingTable(
                Arrays.stream(rows).mapToObj(row -> ratings[row]).toArray(double[][]::new), categories, false);
    }

    /**
     * Two raters alone.
     *
     * @param first number of a rater, from 0
     * @param second number of another
     * @return the table of both, with the same rows
     */
    public RatingTable pair(int first, int second) {
        return new RatingTable(
                Arrays.stream(ratings)
                        .map(row -> new double[] {row[first], row[second]})
                        .toArray(double[][]::new),
                categories,
                false);
    }

    /**
     * One more rater.
     *
     * @param rater a rating for each row, NaN where there is none
     * @return the table with a further column at its end
     * @throws IllegalArgumentException if their number is not that of the rows, or one is no category
     */
    public RatingTable with(double[] rater) {
        if (rater.length != rows()) {
            throw new IllegalArgumentException(
                    "a rater must have " + rows() + " ratings, one a row, but has " + rater.length);
        }
        double[][] wider = new double[rows()][];
        for (int row = 0; row < wider.length; row++) {
            wider[row] = Arrays.copyOf(ratings[row], raters() + 1);
            wider[row][raters()] = rater[row];
        }
        return new RatingTable(wider, categories);
    }

    /**
     * A rating as the place of its category.
     *
     * @param row number of a row, from 0
     * @param rater number of a rater, from 0
     * @return the category's number, from 0; -1 where the rating is missing
     */
    int category(int row, int rater) {
        double rating = ratings[row][rater];
        return Double.isNaN(rating) ? -1 : Arrays.binarySearch(categories, rating);
    }

    /** How often each category was given to a row. */
    int[] counts(int row) {
        int[] counts = new int[categories.length];
        for (int rater = 0; rater < ratings[row].length; rater++) {
            int category = category(row, rater);
            if (category >= 0) {
                counts[category]++;
            }
        }
        return counts;
    }

    double value(int category) {
        return categories[category];
    }

    static int total(int[] counts) {
        return Arrays.stream(counts).sum();
    }
}
