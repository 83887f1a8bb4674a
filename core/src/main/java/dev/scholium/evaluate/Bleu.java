package dev.scholium.evaluate;

import java.util.Arrays;
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

    /** {@return BLEU as a score of sums: a row's numbers are those of {@link Corpus#numbers}} */
    public SummedScore summed() {
        return new SummedScore() {
            @Override
            public int width() {
                return 2 + 2 * settings.maxNgramOrder();
            }

            @Override
            public double score(long[] sums) {
                return Bleu.score(settings, sums, "").score();
            }
        };
    }

    private static BleuScore score(BleuSettings settings, long[] sums, String signature) {
        int orders = settings.maxNgramOrder();
        return BleuFormula.score(
                settings,
                Arrays.copyOfRange(sums, 2, 2 + orders),
                Arrays.copyOfRange(sums, 2 + orders, 2 + 2 * orders),
                sums[0],
                sums[1],
                signature);
    }

    /** The sums of a corpus that rows are added to. Not safe for several threads. */
    public static final class Corpus {

        private final BleuSettings settings;
        private final NgramCounter counter;
        private final long[] sums;
        private final ReferenceCount referenceCount = new ReferenceCount();

        private Corpus(BleuSettings settings) {
            this.settings = settings;
            counter = new NgramCounter(settings.maxNgramOrder());
            sums = new long[2 + 2 * settings.maxNgramOrder()];
        }

        /**
         * Adds one row.
         *
         * @param hypothesis what a system wrote, possibly empty
         * @param references at least one
         * @throws IllegalArgumentException if there is no reference
         */
        public void add(String hypothesis, List<String> references) {
            int[] numbers = numbers(hypothesis, references);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += numbers[i];
            }
        }

        /**
         * What one row would add to the sums, without adding it.
         *
         * @param hypothesis what a system wrote, possibly empty
         * @param references at least one
         * @return tokens of the hypothesis, tokens of its closest reference, then by order from 1 the n-grams that
         *     match, then those that there are
         * @throws IllegalArgumentException if there is no reference
         */
        public int[] numbers(String hypothesis, List<String> references) {
            referenceCount.add(references.size());
            List<String> tokens = tokens(hypothesis);
            List<List<String>> referenceTokens =
                    references.stream().map(this::tokens).toList();
            int orders = settings.maxNgramOrder();
            long[] matches = new long[orders];
            counter.count(tokens, referenceTokens, matches);
            int[] numbers = new int[2 + 2 * orders];
            numbers[0] = tokens.size();
            numbers[1] = closestLength(tokens.size(), referenceTokens);
            for (int order = 1; order <= orders; order++) {
                numbers[1 + order] = (int) matches[order - 1];
                numbers[1 + orders + order] = Math.max(0, tokens.size() - order + 1);
            }
            return numbers;
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
            return Bleu.score(settings, sums, settings.signature(referenceCount.word()));
        }
    }
}
