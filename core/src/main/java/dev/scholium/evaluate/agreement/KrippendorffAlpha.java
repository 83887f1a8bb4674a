package dev.scholium.evaluate.agreement;

/**
 * Krippendorff's alpha: one minus the observed disagreement over the one that chance would bring. Any number of raters;
 * ratings may be missing.
 *
 * @param scale how far apart two ratings are
 * @see <a href="https://repository.upenn.edu/asc_papers/43">Krippendorff 2011, Computing Krippendorff's
 *     alpha-reliability</a>
 */
public record KrippendorffAlpha(Scale scale) implements AgreementFigure {

    @Override
    public double of(RatingTable table) {
        double[][] coincidences = coincidences(table);
        int categories = table.categories();
        double[] frequencies = new double[categories];
        double total = 0;
        for (int i = 0; i < categories; i++) {
            for (double coincidence : coincidences[i]) {
                frequencies[i] += coincidence;
                total += coincidence;
            }
        }
        double[][] distances = scale.distances(frequencies, table);
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < categories; i++) {
            for (int j = 0; j < categories; j++) {
                observed += coincidences[i][j] * distances[i][j];
                expected += frequencies[i] * frequencies[j] * distances[i][j];
            }
        }
        return expected == 0 ? Double.NaN : 1 - (total - 1) * observed / expected;
    }

    /** Pairs of ratings of one row, each row weighing as much as it has ratings. */
    private static double[][] coincidences(RatingTable table) {
        int categories = table.categories();
        double[][] coincidences = new double[categories][categories];
        for (int row = 0; row < table.rows(); row++) {
            int[] counts = table.counts(row);
            int ratings = RatingTable.total(counts);
            if (ratings < 2) {
                continue;
            }
            for (int i = 0; i < categories; i++) {
                for (int j = 0; j < categories; j++) {
                    int pairs = counts[i] * (i == j ? counts[i] - 1 : counts[j]);
                    coincidences[i][j] += (double) pairs / (ratings - 1);
                }
            }
        }
        return coincidences;
    }
}
