package dev.scholium.evaluate.agreement;

/**
 * Fleiss' kappa of rows that were rated equally often, not always by the same raters. Where rows have different numbers
 * of ratings, those count that have the most frequent number; of two as frequent, the larger.
 *
 * @see <a href="https://doi.org/10.1037/h0031619">Fleiss 1971</a>
 */
public record FleissKappa() implements AgreementFigure {

    @Override
    public double of(RatingTable table) {
        int ratings = usual(table);
        double[] frequencies = new double[table.categories()];
        double agreeing = 0;
        int rows = 0;
        for (int row = 0; row < table.rows(); row++) {
            int[] counts = table.counts(row);
            if (ratings < 2 || RatingTable.total(counts) != ratings) {
                continue;
            }
            rows++;
            for (int i = 0; i < counts.length; i++) {
                frequencies[i] += counts[i];
                agreeing += counts[i] * (counts[i] - 1.0);
            }
        }
        if (rows == 0) {
            return Double.NaN;
        }
        double observed = agreeing / ((double) rows * ratings * (ratings - 1));
        double expected = 0;
        for (double frequency : frequencies) {
            double share = frequency / ((double) rows * ratings);
            expected += share * share;
        }
        return expected == 1 ? Double.NaN : (observed - expected) / (1 - expected);
    }

    /** The most frequent number of ratings of a row, of 2 or more; 0 if no row has so many. */
    private static int usual(RatingTable table) {
        int[] rowsOf = new int[table.raters() + 1];
        for (int row = 0; row < table.rows(); row++) {
            rowsOf[RatingTable.total(table.counts(row))]++;
        }
        int usual = 0;
        for (int ratings = 2; ratings < rowsOf.length; ratings++) {
            if (rowsOf[ratings] > 0 && (usual == 0 || rowsOf[ratings] >= rowsOf[usual])) {
                usual = ratings;
            }
        }
        return usual;
    }
}
