package dev.scholium.evaluate.agreement;

/** The share of pairs of ratings of the same row that are equal; chance is not taken off. */
public record PercentAgreement() implements AgreementFigure {

    @Override
    public double of(RatingTable table) {
        double equal = 0;
        double pairs = 0;
        for (int row = 0; row < table.rows(); row++) {
            int[] counts = table.counts(row);
            double ratings = RatingTable.total(counts);
            pairs += ratings * (ratings - 1);
            for (double count : counts) {
                equal += count * (count - 1);
            }
        }
        return pairs == 0 ? Double.NaN : equal / pairs;
    }
}
