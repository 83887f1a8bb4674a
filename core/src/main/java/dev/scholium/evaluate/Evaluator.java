package dev.scholium.evaluate;

import dev.scholium.data.LabelSet;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
        private final ConfusionTally answers = new ConfusionTally();
        private long correctByScore;
        private long cutOff;
        private long rationales;

        Sums(String where, LabelSet labels, Bleu bleu) {
            this.where = where;
            this.labels = labels;
            corpus = bleu.corpus();
        }

        void add(Prediction row) {
            if (correct.put(row.uid(), row.isCorrect()) != null) {
                throw failure("uid " + row.uid() + " must occur once, but occurs twice");
            }
            String label = row.label();
            if (label != null) {
                check(row, label);
            }
            check(row, row.goldLabel());
            answers.add(row);
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

        private void check(Prediction row, String label) {
            if (labels.indexOf(label) < 0) {
                throw failure("uid " + row.uid() + ": label must be one of " + labels + ", but was \"" + label + "\"");
            }
        }

        Evaluation evaluation() {
            if (correct.isEmpty()) {
                throw failure("there must be a prediction at least, but there is none");
            }
            return new Evaluation(
                    answers.matrix(labels.names()),
                    correctByScore,
                    cutOff,
                    rationales == 0 ? null : corpus.score(),
                    rationales,
                    correct);
        }

        private ScholiumException failure(String problem) {
            return new ScholiumException(ExitCode.FAILED, where + ": " + problem);
        }
    }
}
