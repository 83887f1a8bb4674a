package dev.scholium.evaluate;

/**
 * A score of a set of rows that depends on sums over them alone, such as an accuracy or a corpus BLEU.
 *
 * <p>Any number of sets can then be scored from the rows' own numbers, without looking at their texts again.
 */
public interface SummedScore {

    /** {@return how many numbers each row gives, at least 1} */
    int width();

    /**
     * The score of a set.
     *
     * @param sums of the rows' numbers, {@link #width} of them
     * @return the score
     */
    double score(long[] sums);

    /** Share of the rows that are right; a row's numbers are 1 or 0, and 1. */
    SummedScore ACCURACY = new SummedScore() {
        @Override
        public int width() {
            return 2;
        }

        @Override
        public double score(long[] sums) {
            return sums[1] == 0 ? 0 : (double) sums[0] / sums[1];
        }
    };
}
