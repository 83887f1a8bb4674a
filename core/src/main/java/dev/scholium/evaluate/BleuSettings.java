package dev.scholium.evaluate;

import java.util.Locale;

/**
 * The settings that a BLEU score depends on, and that its signature names.
 *
 * @param lowercase whether case is ignored
 * @param tokenizer how texts are cut
 * @param smoothing what stands in for n-gram orders without a match
 * @param smoothingValue the value of {@code FLOOR} and {@code ADD_K}; the others have none and ignore it
 * @param maxNgramOrder longest n-gram, at least 1; 4 in Papineni et al.
 * @param effectiveOrder whether orders that a hypothesis is too short for are left out
 */
public record BleuSettings(
        boolean lowercase,
        BleuTokenizer tokenizer,
        Smoothing smoothing,
        double smoothingValue,
        int maxNgramOrder,
        boolean effectiveOrder) {

    /** The release of sacreBLEU whose numbers and signatures these are. */
    public static final String SACREBLEU_VERSION = "2.6.0";

    /** The Scholium version that last changed a BLEU score; it is not raised by a release that leaves them alone. */
    public static final String IMPLEMENTATION = "scholium-0.1.0";

    /**
     * What stands in for n-gram orders without a match.
     *
     * @see <a href="https://aclanthology.org/W14-3346">Chen and Cherry 2014, methods 1 to 3</a>
     */
    public enum Smoothing {
        /** Half a match for the first such order, a quarter for the second, and so on. The default. */
        EXP,
        /** {@code smoothingValue} matches for each such order. */
        FLOOR,
        /** {@code smoothingValue} is added to matches and n-grams of every order above 1. */
        ADD_K,
        /** Nothing: without a match in any one order the score is 0. */
        NONE;

        double defaultValue() {
            return this == FLOOR ? 0.1 : this == ADD_K ? 1 : 0;
        }

        String word(double value) {
            return this == FLOOR || this == ADD_K ? String.format(Locale.ROOT, "%s[%.2f]", this, value) : toString();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Checks the ranges given above.
     *
     * @throws IllegalArgumentException if {@code maxNgramOrder} or {@code smoothingValue} is out of range
     */
    public BleuSettings {
        if (maxNgramOrder < 1) {
            throw new IllegalArgumentException("max_ngram_order must be at least 1, but is " + maxNgramOrder);
        }
        if (!(smoothingValue >= 0) || Double.isInfinite(smoothingValue)) {
            throw new IllegalArgumentException("smoothing_value must be at least 0, but is " + smoothingValue);
        }
    }

    /** {@return sacreBLEU's defaults: mixed case, 13a, exponential smoothing, order 4} */
    public static BleuSettings defaults() {
        return new BleuSettings(false, BleuTokenizer.MTEVAL_13A, Smoothing.EXP, 0, 4, false);
    }

    /**
     * With or without case.
     *
     * @param ignored whether case is ignored
     * @return these settings with that
     */
    public BleuSettings withLowercase(boolean ignored) {
        return new BleuSettings(ignored, tokenizer, smoothing, smoothingValue, maxNgramOrder, effectiveOrder);
    }

    /**
     * With another tokenizer.
     *
     * @param other how texts are cut
     * @return these settings with that
     */
    public BleuSettings withTokenizer(BleuTokenizer other) {
        return new BleuSettings(lowercase, other, smoothing, smoothingValue, maxNgramOrder, effectiveOrder);
    }

    /**
     * With another smoothing, at sacreBLEU's value for it: 0.1 for {@code FLOOR}, 1 for {@code ADD_K}.
     *
     * @param other what stands in for orders without a match
     * @return these settings with that
     */
    public BleuSettings withSmoothing(Smoothing other) {
        return new BleuSettings(lowercase, tokenizer, other, other.defaultValue(), maxNgramOrder, effectiveOrder);
    }

    /**
     * With another value of {@code FLOOR} or {@code ADD_K}.
     *
     * @param value at least 0
     * @return these settings with that
     */
    public BleuSettings withSmoothingValue(double value) {
        return new BleuSettings(lowercase, tokenizer, smoothing, value, maxNgramOrder, effectiveOrder);
    }

    /**
     * With another longest n-gram.
     *
     * @param order at least 1
     * @return these settings with that
     */
    public BleuSettings withMaxNgramOrder(int order) {
        return new BleuSettings(lowercase, tokenizer, smoothing, smoothingValue, order, effectiveOrder);
    }

    /**
     * With or without effective order.
     *
     * @param effective whether orders that a hypothesis is too short for are left out
     * @return these settings with that
     */
    public BleuSettings withEffectiveOrder(boolean effective) {
        return new BleuSettings(lowercase, tokenizer, smoothing, smoothingValue, maxNgramOrder, effective);
    }

    /**
     * The signature that makes a score comparable: sacreBLEU's own, then whose code computed it.
     *
     * @param references references a row, {@code "var"} if their number varies
     * @return such as {@code nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0|impl:scholium-0.1.0}
     */
    public String signature(String references) {
        return "nrefs:" + references
                + "|case:" + (lowercase ? "lc" : "mixed")
                + "|eff:" + (effectiveOrder ? "yes" : "no")
                + "|tok:" + tokenizer.word()
                + "|smooth:" + smoothing.word(smoothingValue)
                + "|version:" + SACREBLEU_VERSION
                + "|impl:" + IMPLEMENTATION;
    }
}
