package dev.scholium.evaluate.control;

import java.util.List;

/**
 * Multinomial logistic regression with a penalty on large weights, as scikit-learn's {@code LogisticRegression(C=1)}:
 * the least of the summed loss plus half the squared weights, intercepts apart. Immutable.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/linear_model.html#logistic-regression">scikit-learn's
 *     formula</a>
 */
final class MultinomialRegression {

    private final int classes;
    private final double[] weights; // [feature, class], the intercepts last

    private MultinomialRegression(int classes, double[] weights) {
        this.classes = classes;
        this.weights = weights;
    }

    /**
     * Learns from rows.
     *
     * @param rows at least one
     * @param labels number of each row's class, from 0
     * @param features how many there are
     * @param classes how many there are
     * @param tolerance how steep the mean loss may still be at the end
     * @return the model
     */
    static MultinomialRegression fit(List<SparseRow> rows, int[] labels, int features, int classes, double tolerance) {
        double[] weights = new double[(features + 1) * classes];
        int penalised = features * classes;
        double scale = 1.0 / rows.size();
        Lbfgs.minimise(
                (point, gradient) -> {
                    MultinomialRegression model = new MultinomialRegression(classes, point);
                    double penalty = 0;
                    for (int i = 0; i < penalised; i++) {
                        penalty += point[i] * point[i];
                        gradient[i] = scale * point[i];
                    }
                    java.util.Arrays.fill(gradient, penalised, gradient.length, 0);
                    double loss = 0;
                    for (int row = 0; row < labels.length; row++) {
                        loss += model.addLoss(rows.get(row), labels[row], scale, gradient);
                    }
                    return scale * (loss + penalty / 2);
                },
                weights,
                tolerance);
        return new MultinomialRegression(classes, weights);
    }

    private double addLoss(SparseRow row, int label, double scale, double[] gradient) {
        double[] shares = probabilities(row);
        double loss = -Math.log(Math.max(shares[label], Double.MIN_NORMAL));
        shares[label] -= 1;
        for (int i = 0; i < row.features().length; i++) {
            int at = row.features()[i] * classes;
            double value = scale * row.values()[i];
            for (int k = 0; k < classes; k++) {
                gradient[at + k] += value * shares[k];
            }
        }
        for (int k = 0; k < classes; k++) {
            gradient[gradient.length - classes + k] += scale * shares[k];
        }
        return loss;
    }

    /** {@return the probability of each class} */
    double[] probabilities(SparseRow row) {
        double[] scores = new double[classes];
        System.arraycopy(weights, weights.length - classes, scores, 0, classes);
        for (int i = 0; i < row.features().length; i++) {
            int at = row.features()[i] * classes;
            for (int k = 0; k < classes; k++) {
                scores[k] += row.values()[i] * weights[at + k];
            }
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            highest = Math.max(highest, score);
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            scores[k] = Math.exp(scores[k] - highest);
            sum += scores[k];
        }
        for (int k = 0; k < classes; k++) {
            scores[k] /= sum;
        }
        return scores;
    }
}
