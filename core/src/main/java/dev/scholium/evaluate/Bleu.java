package dev.scholium.evaluate;

import java.util.List;
import java.util.Locale;

/**
 * BLEU as sacreBLEU computes it.
 *
 * <p>A corpus is scored from its sums, so rows can be streamed through {@link #corpus()}; the score of a corpus is not
 * the mean of its rows' scores. Immutable; a {@link Corpus} is for one thread.
 *
 * @see <a href="https://aclanthology.org/P02-1040">Papineni et al. 2002</a>
 * @see <a href="https://aclanthology.org/W18-6319">Post 2018</a>
 */
public final class Bleu {

    private final BleuSettings settings;

    /**
     * BLEU at some settings.
     *
     * @param settings what the score depends on
     */
    public Bleu(BleuSettings settings) {
        this.settings = settings;
    }

    /** {@return an empty corpus to add rows to} */
    public Corpus corpus() {
        return new Corpus(settings);
    }

    /**
     * Scores a whole corpus.
     *
     * @param hypotheses one text a row
     * @param references the references of each row, in the order of the rows
     * @return the corpus's score
     * @throws IllegalArgumentException if there is not one list of references a row, or one of them is empty
     */
    public BleuScore corpus(List<String> hypotheses, List<List<String>> references) {
        if (hypotheses.size() != references.size()) {
            throw new IllegalArgumentException("there must be references for each of the " + hypotheses.size()
                    + " hypotheses, but there are " + references.size());
        }
        Corpus corpus = corpus();
        for (int row = 0; row < hypotheses.size(); row++) {
            corpus.add(hypotheses.get(row), references.get(row));
        }
        return corpus.score();
    }

    /**
     * Scores one text, with effective order whatever the settings say: without it short texts score 0.
     *
     * @param hypothesis a text
     * @param references at least one
     * @return the text's score
     * @throws IllegalArgumentException if there is no reference
     */
    public BleuScore sentence(String hypothesis, List<String> references) {
        Corpus corpus = new Corpus(settings.withEffectiveOrder(true));
        corpus.add(hypothesis, references);
        return corpus.score();
    }

    /** The sums of a corpus that rows are added to. Not safe for several threads. */
    public static final class Corpus {

        private final BleuSettings settings;
        private final NgramCounter counter;
        private final long[] matches;
        private final long[] totals;
        private long systemLength;
        private long referenceLength;
        private final ReferenceCount referenceCount = new ReferenceCount();

        private Corpus(BleuSettings settings) {
            this.settings = settings;
            counter = new NgramCounter(settings.maxNgramOrder());
            matches = new long[settings.maxNgramOrder()];
            totals = new long[settings.maxNgramOrder()];
        }

        /**
         * Adds one row.
         *
         * @param hypothesis what a system wrote, possibly empty
         * @param references at least one
         * @throws IllegalArgumentException if there is no reference
         */
        public void add(String hypothesis, List<String> references) {
            referenceCount.add(references.size());
            List<String> tokens = tokens(hypothesis);
            List<List<String>> referenceTokens =
                    references.stream().map(this::tokens).toList();
            counter.count(tokens, referenceTokens, matches);
            for (int order = 1; order <= totals.length; order++) {
                totals[order - 1] += Math.max(0, tokens.size() - order + 1);
            }
            systemLength += tokens.size();
            referenceLength += closestLength(tokens.size(), referenceTokens);
        }

        private List<String> tokens(String text) {
            return settings.tokenizer().tokens(settings.lowercase() ? text.toLowerCase(Locale.ROOT) : text);
        }

        static int closestLength(int length, List<List<String>> references) {
            int closest = references.get(0).size();
            for (List<String> reference : references) {
                int nearer = Math.abs(closest - length) - Math.abs(reference.size() - length);
                if (nearer > 0 || (nearer == 0 && reference.size() < closest)) {
                    closest = reference.size();
                }
            }
            return closest;
        }

        /** {@return the score of the rows so far; 0 without any} */
        public BleuScore score() {
            return BleuFormula.score(
                    settings,
                    matches,
                    totals,
                    systemLength,
                    referenceLength,
                    settings.signature(referenceCount.word()));
        }
    }
}
