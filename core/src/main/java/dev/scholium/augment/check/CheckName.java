package dev.scholium.augment.check;

import dev.scholium.prompt.RationaleKind;
import java.util.Arrays;
import java.util.Locale;

/** The checks, in the order in which they are carried out. */
public enum CheckName {
    /** No word, or only the questions again. */
    EMPTY(0, 0, 0),
    /** The teacher declines to answer. */
    REFUSAL(0, 0, 0),
    /** It stops before its end. */
    CUT_OFF(0, 0, 0),
    /** Not in English although its row is; threshold: the smallest share of English function words. */
    WRONG_LANGUAGE(0.1, 0, 1),
    /** Threshold: the largest number of words. */
    TOO_LONG(100, 1, 100_000),
    /** Threshold: the smallest number of words. */
    TOO_SHORT(5, 1, 100_000),
    /** Threshold: the largest share of words that lie in four-word stretches that stood before. */
    REPEATS_ITSELF(0.15, 0, 1),
    /** Uses a label's word. */
    NAMES_LABEL(0, 0, 0),
    /** Threshold: the smallest share of words, in stretches of eight or more, taken from the premise. */
    COPIES_PREMISE(0.5, 0, 1),
    /** Threshold: the smallest number of names that no field has. */
    INVENTS_NAMES(1, 1, 1000),
    /** Threshold: the smallest number of numbers that no field has. */
    INVENTS_NUMBERS(1, 1, 1000),
    /** Argues for another label than gold. */
    OTHER_LABEL(0, 0, 0),
    /** Threshold: the smallest share of three-word stretches shared with an earlier rationale, estimated. */
    NEAR_DUPLICATE(0.8, 0, 1),
    /**
     * A teacher scores it low, or finds that it argues for another label than gold; {@link JudgeSpec} has its scores.
     */
    JUDGE(0, 0, 0);

    private static final double LONGEST_EXTRACTION = 60;

    private final double threshold;
    private final double low;
    private final double high;

    CheckName(double threshold, double low, double high) {
        this.threshold = threshold;
        this.low = low;
        this.high = high;
    }

    /** {@return the name in recipes and files: {@code names-label}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return whether it has a threshold that can be set} */
    boolean hasThreshold() {
        return high > 0;
    }

    /** {@return whether there is no rationale that could be kept where the fault is found} */
    boolean leavesNothing() {
        return this == EMPTY || this == REFUSAL;
    }

    /**
     * The threshold of a recipe that names none.
     *
     * @param kind what sort of rationale: five answers of ten words are shorter than a reason
     * @return the threshold
     */
    double defaultThreshold(RationaleKind kind) {
        return this == TOO_LONG && kind.equals(RationaleKind.EXTRACTION) ? LONGEST_EXTRACTION : threshold;
    }

    /**
     * The policy of a recipe that names none: what leaves nothing is rejected, a judge that costs money is not asked,
     * all else is flagged.
     *
     * @return the policy
     */
    CheckPolicy defaultPolicy() {
        if (this == JUDGE) {
            return CheckPolicy.OFF;
        }
        return leavesNothing() ? CheckPolicy.REJECT : CheckPolicy.FLAG;
    }

    /**
     * Checks a threshold's range.
     *
     * @param value a threshold
     * @throws IllegalArgumentException if it is out of range, or the check has none
     */
    void checkThreshold(double value) {
        if (!hasThreshold()) {
            throw new IllegalArgumentException(word() + " has no threshold");
        }
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    word() + ".threshold must be from " + low + " to " + high + ", but is " + value);
        }
    }

    /**
     * Reads a name.
     *
     * @param word {@code names-label}
     * @return the check
     * @throws IllegalArgumentException if there is no such check
     */
    public static CheckName of(String word) {
        return Arrays.stream(values())
                .filter(name -> name.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a check must be one of "
                        + Arrays.stream(values()).map(CheckName::word).toList() + ", but is \"" + word + "\""));
    }
}
