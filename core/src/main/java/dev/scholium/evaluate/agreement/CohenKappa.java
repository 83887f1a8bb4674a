package dev.scholium.evaluate.agreement;

/**
 * Cohen's kappa of two raters, over the rows that both rated; of more raters, the mean over their pairs, those left out
 * for which it is not defined.
 *
 * @param weights how much a disagreement weighs; distances are those of categories' places
 * @see <a href="https://doi.org/10.1177/001316446002000104">Cohen 1960</a>
 * @see <a href="https://doi.org/10.1037/h0026256">Cohen 1968: weights</a>
 */
public record CohenKappa(Weights weights) implements AgreementFigure {

    /** How much a disagreement weighs. */
    public enum Weights {
        /** All the same. */
        NONE,
        /** As the distance of the categories' places. */
        LINEAR,
        /** As the square of that distance. */
        QUADRATIC;

        private double of(int first, int second) {
            int distance = Math.abs(first - second);
            return switch (this) {
                case NONE -> distance == 0 ? 0 : 1;
                case LINEAR -> distance;
                case QUADRATIC -> distance * distance;
            };
        }
    }

    @Override
    public double of(RatingTable table) {
        double sum = 0;
        int defined = 0;
        for (int first = 0; first < table.raters(); first++) {
            for (int second = first + 1; second < table.raters(); second++) {
                double kappa = ofTwo(table, first, second);
                if (!Double.isNaN(kappa)) {
                    sum += kappa;
                    defined++;
                }
            }
        }
        return defined == 0 ? Double.NaN : sum / defined;
    }

    private double ofTwo(RatingTable table, int first, int second) {
        int categories = table.categories();
        double[] ofFirst = new double[categories];
        double[] ofSecond = new double[categories];
        double observed = 0;
        int rows = 0;
        for (int row = 0; row < table.rows(); row++) {
            int one = table.category(row, first);
            int other = table.category(row, second);
            if (one >= 0 && other >= 0) {
                ofFirst[one]++;
                ofSecond[other]++;
                observed += weights.of(one, other);
                rows++;
            }
        }
        double expected = 0;
        for (int i = 0; i < categories; i++) {
            for (int j = 0; j < categories; j++) {
                expected += ofFirst[i] * ofSecond[j] * weights.of(i, j);
            }
        }
        return expected == 0 ? Double.NaN : 1 - observed * rows / expected;
    }
}
