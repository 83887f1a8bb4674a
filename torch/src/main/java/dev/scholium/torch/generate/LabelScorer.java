package dev.scholium.torch.generate;

import dev.scholium.torch.t5.DecoderState;
import dev.scholium.torch.t5.EncodedSources;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Probabilities of a closed set of labels: how the model spreads its belief over them, never over anything else.
 *
 * <p>Where the labels' first tokens differ, one decoder step tells them apart, and their probabilities at that step are
 * compared. Where two share it, the log-probabilities of all of a label's tokens are added up. Either way the labels'
 * probabilities are then divided by their sum.
 */
public final class LabelScorer {

    private final int[][] labels;

    /**
     * A scorer for a set of labels.
     *
     * @param labelTokens ids of each label's text as it stands at the beginning of a target, without {@code </s>}; at
     *     least one a label, no two alike
     * @throws IllegalArgumentException if there is no label, or one has no tokens, or two are alike
     */
    public LabelScorer(int[][] labelTokens) {
        this.labels = Arrays.stream(labelTokens).map(int[]::clone).toArray(int[][]::new);
        if (labels.length == 0) {
            throw new IllegalArgumentException("there must be at least one label");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i].length == 0) {
                throw new IllegalArgumentException("label " + i + " must have tokens");
            }
            for (int j = 0; j < i; j++) {
                if (Arrays.equals(labels[i], labels[j])) {
                    throw new IllegalArgumentException(
                            "labels " + j + " and " + i + " must differ, but both are " + Arrays.toString(labels[i]));
                }
            }
        }
    }

    /** {@return whether one decoder step tells the labels apart} */
    public boolean needsOneStep() {
        return Arrays.stream(labels).mapToInt(label -> label[0]).distinct().count() == labels.length;
    }

    /**
     * Scores every row.
     *
     * @param encoded sources, encoded by the model that is asked
     * @return one row a source and one column a label; rows sum to 1
     */
    public double[][] probabilities(EncodedSources encoded) {
        double[][] scores = new double[encoded.rows()][labels.length];
        if (needsOneStep()) {
            try (TensorScope scope = TensorScope.open()) {
                int[] first = Arrays.stream(labels).mapToInt(label -> label[0]).toArray();
                Tensor ofLabels = encoded.firstScores(first); // (B, labels); what is normalised needs no log_softmax
                for (int label = 0; label < labels.length; label++) {
                    add(scores, label, ofLabels, label);
                }
            }
        } else {
            for (int label = 0; label < labels.length; label++) {
                addWhole(scores, label, encoded);
            }
        }
        Arrays.stream(scores).forEach(LabelScorer::normalize);
        return scores;
    }

    /**
     * Scores every row's labels where the row has written something before them.
     *
     * @param encoded sources, encoded by the model that is asked
     * @param written what each row has written, without the start token; may be empty
     * @return one row a source and one column a label; rows sum to 1
     */
    public double[][] probabilitiesAfter(EncodedSources encoded, List<int[]> written) {
        double[][] scores = new double[encoded.rows()][labels.length];
        if (needsOneStep()) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor logProbabilities =
                        encoded.logits(continued(written, new int[1]), 1).log_softmax(1); // (B, V)
                for (int label = 0; label < labels.length; label++) {
                    add(scores, label, logProbabilities, labels[label][0]);
                }
            }
        } else {
            for (int label = 0; label < labels.length; label++) {
                int[] tokens = labels[label];
                try (TensorScope scope = TensorScope.open()) {
                    Tensor logProbabilities = encoded.logits(continued(written, tokens), tokens.length)
                            .log_softmax(1); // (B * tokens, V)
                    for (int row = 0; row < scores.length; row++) {
                        for (int i = 0; i < tokens.length; i++) {
                            Tensor ofToken = logProbabilities.narrow(0, (long) row * tokens.length + i, 1);
                            scores[row][label] += Tensors.floats(ofToken.narrow(1, tokens[i], 1))[0];
                        }
                    }
                }
            }
        }
        Arrays.stream(scores).forEach(LabelScorer::normalize);
        return scores;
    }

    private static int[][] continued(List<int[]> written, int[] tokens) {
        return written.stream()
                .map(ids -> IntStream.concat(Arrays.stream(ids), Arrays.stream(tokens))
                        .toArray())
                .toArray(int[][]::new);
    }

    private void addWhole(double[][] scores, int label, EncodedSources encoded) {
        int[] tokens = labels[label];
        try (DecoderState state = encoded.decoder(tokens.length)) {
            int[] ids = new int[encoded.rows()];
            Arrays.fill(ids, state.startId());
            for (int token : tokens) {
                try (TensorScope scope = TensorScope.open()) {
                    add(scores, label, state.step(ids).log_softmax(1), token);
                }
                Arrays.fill(ids, token);
            }
        }
    }

    private static void add(double[][] scores, int label, Tensor values, int column) {
        try (TensorScope scope = TensorScope.open()) {
            float[] added = Tensors.floats(values.narrow(1, column, 1)); // B
            for (int row = 0; row < added.length; row++) {
                scores[row][label] += added[row];
            }
        }
    }

    /** From log-probabilities to shares of their sum. */
    private static void normalize(double[] row) {
        double max = Arrays.stream(row).max().orElse(0);
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = Math.exp(row[i] - max);
            sum += row[i];
        }
        for (int i = 0; i < row.length; i++) {
            row[i] /= sum;
        }
    }
}
