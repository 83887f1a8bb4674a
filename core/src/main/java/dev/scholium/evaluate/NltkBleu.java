package dev.scholium.evaluate;

import java.util.List;

/**
 * NLTK's {@code sentence_bleu} over whitespace tokens, without smoothing: the rationale score of the paper's runs, for
 * comparison with them alone. It has no signature, and a mean over rows is no corpus BLEU.
 *
 * @see <a href="https://www.nltk.org/api/nltk.translate.bleu_score.html">NLTK 3.8, nltk.translate.bleu_score</a>
 */
public final class NltkBleu {

    private static final int ORDERS = 4;

    /** What NLTK takes for a precision of 0: Python's {@code sys.float_info.min}. */
    private static final double SMALLEST = Double.MIN_NORMAL;

    private final NgramCounter counter = new NgramCounter(ORDERS);

    /** A scorer. Not safe for several threads. */
    public NltkBleu() {}

    /**
     * Scores one text.
     *
     * @param hypothesis a text
     * @param references at least one
     * @return 0 to 1; practically 0 where no 4-gram matches
     * @throws IllegalArgumentException if there is no reference
     */
    public double sentence(String hypothesis, List<String> references) {
        if (references.isEmpty()) {
            throw new IllegalArgumentException("a row needs at least one reference to be scored");
        }
        List<String> tokens = BleuTokenizer.NONE.tokens(hypothesis);
        List<List<String>> referenceTokens =
                references.stream().map(BleuTokenizer.NONE::tokens).toList();
        long[] matches = new long[ORDERS];
        counter.count(tokens, referenceTokens, matches);
        if (matches[0] == 0) {
            return 0;
        }
        double logarithms = 0;
        for (int order = 1; order <= ORDERS; order++) {
            double total = Math.max(1, tokens.size() - order + 1);
            double precision = matches[order - 1] == 0 ? SMALLEST : matches[order - 1] / total;
            logarithms += Math.log(precision) / ORDERS;
        }
        return brevityPenalty(tokens.size(), referenceTokens) * Math.exp(logarithms);
    }

    private static double brevityPenalty(int length, List<List<String>> references) {
        int closest = Bleu.Corpus.closestLength(length, references);
        return length > closest ? 1 : Math.exp(1 - (double) closest / length);
    }
}
