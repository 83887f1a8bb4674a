package dev.scholium.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How well one system did on some rows.
 *
 * @param confusion gold labels against generated labels and malformed outputs
 * @param correctByScore rows whose label with the highest score is the gold label
 * @param cutOff rows whose output stopped at the token limit
 * @param rationaleScore BLEU of the rationales against their references; absent when no row has a reference
 * @param rationales rows with a reference
 * @param correct by uid, in the order of the rows: whether the generated label is the gold label
 */
public record Evaluation(
        ConfusionMatrix confusion,
        long correctByScore,
        long cutOff,
        @Nullable BleuScore rationaleScore,
        long rationales,
        Map<String, Boolean> correct) {

    /** Copies the map and keeps its order. */
    public Evaluation {
        correct = Collections.unmodifiableMap(new LinkedHashMap<>(correct));
    }

    /** {@return how many rows were answered, at least 1} */
    public long rows() {
        return confusion.rows();
    }

    /** {@return share of all rows whose generated label is right; a malformed output is wrong} */
    public double accuracy() {
        return share(confusion.correct());
    }

    /** {@return Wilson's 95 % interval of the accuracy} */
    public ConfidenceInterval accuracyInterval() {
        return WilsonInterval.of(confusion.correct(), rows(), ConfidenceInterval.LEVEL);
    }

    /** {@return share of all rows whose label with the highest score is right} */
    public double accuracyScored() {
        return share(correctByScore);
    }

    /** {@return share of the outputs that begin with no label} */
    public double malformedRate() {
        return share(confusion.malformed());
    }

    /** {@return share of the outputs that stopped at the token limit} */
    public double cutOffRate() {
        return share(cutOff);
    }

    /** {@return share of the most frequent answer} */
    public double majorityShare() {
        return share(confusion.answered(confusion.majorityAnswer()));
    }

    /** {@return the accuracy of always answering the most frequent gold label: the majority-class line} */
    public double majorityAccuracy() {
        return share(confusion.gold(confusion.majorityGold()));
    }

    /** {@return whether it has stopped looking at its input; see {@link Collapse}} */
    public boolean collapsed() {
        return Collapse.hasHappened(confusion);
    }

    /** {@return BLEU of the rationales, if any row has a reference} */
    public Optional<BleuScore> bleu() {
        return Optional.ofNullable(rationaleScore);
    }

    private double share(long count) {
        return (double) count / rows();
    }
}
