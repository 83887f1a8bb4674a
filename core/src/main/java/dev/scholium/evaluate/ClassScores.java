package dev.scholium.evaluate;

/**
 * How well one label is found.
 *
 * @param label the label's name
 * @param precision share of the rows predicted so that are so; 0 when none was predicted
 * @param recall share of the rows that are so that were predicted so; 0 when there is none
 * @param f1 harmonic mean of precision and recall; 0 when both are 0
 * @param gold rows with this gold label
 * @param predicted rows predicted so
 */
public record ClassScores(String label, double precision, double recall, double f1, long gold, long predicted) {

    /**
     * The scores from counts.
     *
     * @param label the label's name
     * @param correct rows predicted so that are so
     * @param gold rows with this gold label
     * @param predicted rows predicted so
     * @return the scores
     */
    static ClassScores of(String label, long correct, long gold, long predicted) {
        double precision = predicted == 0 ? 0 : (double) correct / predicted;
        double recall = gold == 0 ? 0 : (double) correct / gold;
        double f1 = correct == 0 ? 0 : 2 * precision * recall / (precision + recall);
        return new ClassScores(label, precision, recall, f1, gold, predicted);
    }
}
