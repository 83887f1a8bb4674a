package dev.scholium.evaluate;

import dev.scholium.data.LabelSet;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns predictions into an {@link Evaluation}; rows are streamed. Immutable. */
public final class Evaluator {

    private final Bleu bleu;

    /** An evaluator that scores rationales by sacreBLEU's default settings. */
    public Evaluator() {
        this(BleuSettings.defaults());
    }

    /**
     * An evaluator with other settings of BLEU.
     *
     * @param settings how rationales are compared with their references
     */
    public Evaluator(BleuSettings settings) {
        bleu = new Bleu(settings);
    }

    /**
     * Evaluates predictions.
     *
     * @param predictions at least one, no two of one uid
     * @param labels the task's labels
     * @return the scores
     * @throws ScholiumException if there is no prediction, a uid occurs twice, or a label is not of the set
     */
    public Evaluation evaluate(Iterable<Prediction> predictions, LabelSet labels) {
        Sums sums = new Sums("predictions", labels, bleu);
        predictions.forEach(sums::add);
        return sums.evaluation();
    }

    /**
     * Evaluates a file of predictions.
     *
     * @param file one prediction a line
     * @param labels the task's labels
     * @return the scores
     * @throws ScholiumException if the file cannot be read, is empty, has a uid twice or a label not of the set
     */
    public Evaluation evaluate(Path file, LabelSet labels) {
        Sums sums = new Sums(file.toString(), labels, bleu);
        PredictionFile.read(file, sums::add);
        return sums.evaluation();
    }

    /** What is counted while rows go by. */
    private static final class Sums {

        private final String where;
        private final LabelSet labels;
        private final Bleu.Corpus corpus;
        private final Map<String, Boolean> correct = new LinkedHashMap<>();
        private final Long[][] counts;
        private long correctByScore;
        private long cutOff;
        private long rationales;

        Sums(String where, LabelSet labels, Bleu bleu) {
            this.where = where;
            this.labels = labels;
            corpus = bleu.corpus();
            counts = new Long[labels.size()][labels.size() + 1];
            for (Long[] row : counts) {
                Arrays.fill(row, 0L);
            }
        }

        void add(Prediction row) {
            if (correct.put(row.uid(), row.isCorrect()) != null) {
                throw failure("uid " + row.uid() + " must occur once, but occurs twice");
            }
            String label = row.label();
            int answer = label == null ? labels.size() : index(row, label);
            counts[index(row, row.goldLabel())][answer]++;
            if (row.goldLabel().equals(row.labelScored())) {
                correctByScore++;
            }
            if (row.cutOff()) {
                cutOff++;
            }
            if (!row.referenceRationales().isEmpty()) {
                rationales++;
                corpus.add(row.rationale(), row.referenceRationales());
            }
        }

        private int index(Prediction row, String label) {
            int index = labels.indexOf(label);
            if (index < 0) {
                throw failure("uid " + row.uid() + ": label must be one of " + labels + ", but was \"" + label + "\"");
            }
            return index;
        }

        Evaluation evaluation() {
            if (correct.isEmpty()) {
                throw failure("there must be a prediction at least, but there is none");
            }
            ConfusionMatrix confusion = new ConfusionMatrix(
                    labels.names(), Arrays.stream(counts).map(List::of).toList());
            return new Evaluation(
                    confusion, correctByScore, cutOff, rationales == 0 ? null : corpus.score(), rationales, correct);
        }

        private ScholiumException failure(String problem) {
            return new ScholiumException(ExitCode.FAILED, where + ": " + problem);
        }
    }
}
