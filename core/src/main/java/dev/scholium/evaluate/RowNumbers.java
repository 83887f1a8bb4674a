package dev.scholium.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The numbers that rows give to a {@link SummedScore}, row by row. Grows; not safe for several threads. */
public final class RowNumbers {

    private final SummedScore score;
    private int[] numbers = new int[1 << 10];
    private int rows;

    /**
     * No rows yet.
     *
     * @param score what they will be summed for
     */
    public RowNumbers(SummedScore score) {
        this.score = score;
    }

    /**
     * Adds a row.
     *
     * @param row its numbers
     * @throws IllegalArgumentException if it has not as many numbers as the score wants
     */
    public void add(int... row) {
        int width = score.width();
        if (row.length != width) {
            throw new IllegalArgumentException("a row must have " + width + " numbers, but has " + row.length);
        }
        if ((rows + 1) * width > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.multiplyExact(2, Math.max(numbers.length, width)));
        }
        System.arraycopy(row, 0, numbers, rows * width, width);
        rows++;
    }

    /** {@return how many rows there are} */
    public int rows() {
        return rows;
    }

    /** {@return what they are summed for} */
    public SummedScore score() {
        return score;
    }

    /** {@return the score of all rows} */
    public double total() {
        long[] sums = new long[score.width()];
        for (int row = 0; row < rows; row++) {
            addTo(sums, row);
        }
        return score.score(sums);
    }

    /** The score of as many rows as there are, drawn with replacement. */
    double resampled(SplittableRandom random) {
        long[] sums = new long[score.width()];
        for (int i = 0; i < rows; i++) {
            addTo(sums, random.nextInt(rows));
        }
        return score.score(sums);
    }

    void addTo(long[] sums, int row) {
        int at = row * sums.length;
        for (int i = 0; i < sums.length; i++) {
            sums[i] += numbers[at + i];
        }
    }
}
