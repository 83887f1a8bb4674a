package dev.scholium.evaluate;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code systems} in {@code results.json}: one system, seed and split. Shares are fractions of 1.
 *
 * @param name the system
 * @param rationaleKind what it was trained on; {@code none} for labels only
 * @param seed of the training
 * @param split {@code dev} or {@code test}
 * @param control whether it is a control; see {@link SystemPredictions#control}
 * @param rows how many rows were answered
 * @param accuracy share of all rows whose generated label is right; malformed outputs are wrong
 * @param accuracyCi Wilson's 95 % interval of the accuracy
 * @param accuracyScored share of all rows whose label with the highest score is right
 * @param macroF1 mean of the labels' F1
 * @param malformedRate share of the outputs without a label
 * @param cutOffRate share of the outputs that stopped at the token limit
 * @param majorityShare share of the most frequent answer
 * @param majorityAnswer that answer: a label's name or {@code malformed}
 * @param majorityAccuracy accuracy of always answering the most frequent gold label
 * @param collapsed whether one answer has taken nearly all rows, or most with hardly any other; see {@link Collapse}
 * @param bleu BLEU of the rationales, 0 to 100; null without references or for a labels-only student
 * @param bleuSignature what that number depends on; null with it
 * @param bleuRows rows with a reference
 * @param classes scores of each label in the task's order
 * @param confusionMatrix gold labels against answers
 */
@JsonIgnoreProperties(value = "answer_entropy", allowGetters = true) // told by the matrix
public record SystemResult(
        String name,
        String rationaleKind,
        long seed,
        String split,
        boolean control,
        long rows,
        double accuracy,
        ConfidenceInterval accuracyCi,
        double accuracyScored,
        double macroF1,
        double malformedRate,
        double cutOffRate,
        double majorityShare,
        String majorityAnswer,
        double majorityAccuracy,
        boolean collapsed,
        @Nullable Double bleu,
        @Nullable String bleuSignature,
        long bleuRows,
        List<ClassScores> classes,
        ConfusionMatrix confusionMatrix) {

    /** The most frequent answer when most outputs have no label. */
    public static final String MALFORMED = "malformed";

    /** Copies. */
    public SystemResult {
        classes = List.copyOf(classes);
    }

    /** {@return how evenly the answers are spread, in bits; see {@link ConfusionMatrix#answerEntropy}} */
    @JsonProperty("answer_entropy")
    public double answerEntropy() {
        return confusionMatrix.answerEntropy();
    }

    static SystemResult of(SystemPredictions system, Evaluation evaluation) {
        ConfusionMatrix confusion = evaluation.confusion();
        int majority = confusion.majorityAnswer();
        boolean explains = !system.isLabelsOnly();
        BleuScore bleu = explains ? evaluation.bleu().orElse(null) : null;
        return new SystemResult(
                system.name(),
                system.rationaleKind(),
                system.seed(),
                system.split(),
                system.control(),
                evaluation.rows(),
                evaluation.accuracy(),
                evaluation.accuracyInterval(),
                evaluation.accuracyScored(),
                confusion.macroF1(),
                evaluation.malformedRate(),
                evaluation.cutOffRate(),
                evaluation.majorityShare(),
                majority == confusion.labels().size()
                        ? MALFORMED
                        : confusion.labels().get(majority),
                evaluation.majorityAccuracy(),
                evaluation.collapsed(),
                bleu == null ? null : bleu.score(),
                bleu == null ? null : bleu.signature(),
                bleu == null ? 0 : evaluation.rationales(),
                confusion.classScores(),
                confusion);
    }
}
