package dev.scholium.evaluate;

import java.util.Arrays;
import java.util.Optional;

/**
 * Logistic regression of a yes-or-no outcome by maximum likelihood, with the standard errors of its coefficients:
 * Newton's method, errors from the inverse of the observed information.
 *
 * @param coefficients the intercept, then one a predictor, on the scale of log odds
 * @param errors their standard errors
 * @see <a href="https://doi.org/10.1002/9781118548387">Hosmer, Lemeshow and Sturdivant 2013, chapter 2</a>
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record LogisticFit(double[] coefficients, double[] errors) {

    private static final int MOST_STEPS = 50;
    private static final double SEPARATED = 30;

    /**
     * Fits the outcome to predictors.
     *
     * @param predictors one array a row, all of one length
     * @param outcome of each row
     * @return the fit; empty where there is none, because predictors are collinear or separate the outcomes
     */
    public static Optional<LogisticFit> of(double[][] predictors, boolean[] outcome) {
        int width = predictors[0].length + 1;
        double[] coefficients = new double[width];
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] gradient = new double[width];
            double[][] information = new double[width][width];
            for (int row = 0; row < predictors.length; row++) {
                add(predictors[row], outcome[row], coefficients, gradient, information);
            }
            double[][] inverse = inverse(information);
            if (inverse == null) {
                return Optional.empty();
            }
            double largest = 0;
            for (int i = 0; i < width; i++) {
                double change = 0;
                for (int j = 0; j < width; j++) {
                    change += inverse[i][j] * gradient[j];
                }
                coefficients[i] += change;
                largest = Math.max(largest, Math.abs(change));
                if (Math.abs(coefficients[i]) > SEPARATED) {
                    return Optional.empty();
                }
            }
            if (largest < 1e-10) {
                double[] errors = new double[width];
                Arrays.setAll(errors, i -> Math.sqrt(inverse[i][i]));
                return Optional.of(new LogisticFit(coefficients, errors));
            }
        }
        return Optional.empty();
    }

    /**
     * The 95 % interval of a coefficient, by Wald.
     *
     * @param index 0 for the intercept, then the predictors
     * @return on the scale of log odds
     */
    public ConfidenceInterval interval(int index) {
        double half = NormalDistribution.quantile(0.5 + ConfidenceInterval.LEVEL / 2) * errors[index];
        return new ConfidenceInterval(coefficients[index] - half, coefficients[index] + half, ConfidenceInterval.LEVEL);
    }

    /**
     * The p-value of a coefficient, by Wald.
     *
     * @param index 0 for the intercept, then the predictors
     * @return two-sided, that it is 0
     */
    public double pValue(int index) {
        return Math.min(1, 2 * NormalDistribution.survival(Math.abs(coefficients[index]) / errors[index]));
    }

    private static void add(
            double[] predictors, boolean outcome, double[] coefficients, double[] gradient, double[][] information) {
        double[] row = new double[coefficients.length];
        row[0] = 1;
        System.arraycopy(predictors, 0, row, 1, predictors.length);
        double score = 0;
        for (int i = 0; i < row.length; i++) {
            score += row[i] * coefficients[i];
        }
        double probability = 1 / (1 + Math.exp(-score));
        for (int i = 0; i < row.length; i++) {
            gradient[i] += row[i] * ((outcome ? 1 : 0) - probability);
            for (int j = 0; j < row.length; j++) {
                information[i][j] += row[i] * row[j] * probability * (1 - probability);
            }
        }
    }

    /** Gauss and Jordan with pivots; null for a matrix that has none. */
    private static double @org.jspecify.annotations.Nullable [][] inverse(double[][] matrix) {
        int size = matrix.length;
        double[][] work = new double[size][2 * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(matrix[i], 0, work[i], 0, size);
            work[i][size + i] = 1;
        }
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                pivot = Math.abs(work[row][column]) > Math.abs(work[pivot][column]) ? row : pivot;
            }
            if (Math.abs(work[pivot][column]) < 1e-9) {
                return null;
            }
            double[] swapped = work[column];
            work[column] = work[pivot];
            work[pivot] = swapped;
            double divisor = work[column][column];
            for (int k = 0; k < 2 * size; k++) {
                work[column][k] /= divisor;
            }
            for (int row = 0; row < size; row++) {
                double factor = work[row][column];
                for (int k = 0; row != column && k < 2 * size; k++) {
                    work[row][k] -= factor * work[column][k];
                }
            }
        }
        double[][] inverse = new double[size][];
        Arrays.setAll(inverse, i -> Arrays.copyOfRange(work[i], size, 2 * size));
        return inverse;
    }
}
