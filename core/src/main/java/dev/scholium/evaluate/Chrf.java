package dev.scholium.evaluate;

import java.util.List;

/**
 * chrF and chrF++ as sacreBLEU computes them: an F-score over character n-grams, and word n-grams for chrF++.
 *
 * <p>A corpus is scored from its sums; of several references a row takes the one that it scores best against.
 *
 * @see <a href="https://aclanthology.org/W15-3049">Popović 2015</a>
 * @see <a href="https://aclanthology.org/W17-4770">Popović 2017</a>
 */
public final class Chrf {

    private final ChrfSettings settings;

    /**
     * chrF at some settings.
     *
     * @param settings what the score depends on
     */
    public Chrf(ChrfSettings settings) {
        this.settings = settings;
    }

    /** {@return an empty corpus to add rows to} */
    public Corpus corpus() {
        return new Corpus(settings);
    }

    /**
     * Scores one text.
     *
     * @param hypothesis a text
     * @param references at least one
     * @return 0 to 100
     * @throws IllegalArgumentException if there is no reference
     */
    public TextScore sentence(String hypothesis, List<String> references) {
        Corpus corpus = corpus();
        corpus.add(hypothesis, references);
        return corpus.score();
    }

    /** The sums of a corpus that rows are added to. Not safe for several threads. */
    public static final class Corpus {

        private final ChrfSettings settings;
        private final ReferenceCount referenceCount = new ReferenceCount();
        private final long[] sums;

        private Corpus(ChrfSettings settings) {
            this.settings = settings;
            sums = new long[3 * (settings.characterOrder() + settings.wordOrder())];
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
            ChrfNgrams ngrams = ChrfNgrams.of(hypothesis, settings);
            long[] best = new long[0];
            double bestScore = -1;
            for (String reference : references) {
                long[] statistics = ngrams.compare(ChrfNgrams.of(reference, settings));
                double score = fScore(statistics);
                if (score > bestScore) {
                    best = statistics;
                    bestScore = score;
                }
            }
            for (int i = 0; i < sums.length; i++) {
                sums[i] += best[i];
            }
        }

        /** {@return the score of the rows so far, 0 to 100; 0 without any} */
        public TextScore score() {
            return new TextScore(fScore(sums), settings.signature(referenceCount.word()));
        }

        /** The F-score of precision and recall averaged over the orders that both sides have ("eff:yes"). */
        private double fScore(long[] statistics) {
            double precision = 0;
            double recall = 0;
            int orders = 0;
            for (int i = 0; i < statistics.length; i += 3) {
                if (statistics[i] > 0 && statistics[i + 1] > 0) {
                    precision += (double) statistics[i + 2] / statistics[i];
                    recall += (double) statistics[i + 2] / statistics[i + 1];
                    orders++;
                }
            }
            if (orders == 0 || precision + recall == 0) {
                return 0;
            }
            precision /= orders;
            recall /= orders;
            double weight = (double) settings.beta() * settings.beta();
            return 100 * (1 + weight) * precision * recall / (weight * precision + recall);
        }
    }
}
