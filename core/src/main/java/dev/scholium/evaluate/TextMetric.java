package dev.scholium.evaluate;

import java.util.List;
import java.util.function.Supplier;

/** The metrics that compare written texts with references. */
public enum TextMetric {
    /** sacreBLEU's corpus BLEU. */
    BLEU("bleu"),
    /** sacreBLEU's chrF. */
    CHRF("chrf"),
    /** sacreBLEU's chrF++. */
    CHRF_PLUS_PLUS("chrf++"),
    /** sacreBLEU's TER; lower is better. */
    TER("ter"),
    /** Google's ROUGE-L. */
    ROUGE_L("rouge-l"),
    /** Mean over rows of NLTK's sentence BLEU: the paper's rationale score, 0 to 1. */
    NLTK_BLEU("nltk-bleu");

    private final String word;

    TextMetric(String word) {
        this.word = word;
    }

    /** What a metric gathers of the rows that go by. Not safe for several threads. */
    public interface Corpus {

        /**
         * Adds one row.
         *
         * @param hypothesis what a system wrote, possibly empty
         * @param references at least one
         * @throws IllegalArgumentException if there is no reference
         */
        void add(String hypothesis, List<String> references);

        /** {@return the score of the rows so far, with its signature; 0 without any} */
        TextScore score();
    }

    /** {@return the metric's name for users} */
    public String word() {
        return word;
    }

    /**
     * An empty corpus.
     *
     * @param settings of BLEU; chrF and chrF++ ignore case where these do
     * @return a corpus that rows can be added to
     */
    public Corpus corpus(BleuSettings settings) {
        return switch (this) {
            case BLEU -> bleu(settings);
            case CHRF -> chrf(ChrfSettings.chrf().withLowercase(settings.lowercase()));
            case CHRF_PLUS_PLUS -> chrf(ChrfSettings.chrfPlusPlus().withLowercase(settings.lowercase()));
            case TER -> {
                Ter ter = new Ter();
                yield of(ter::add, ter::score);
            }
            case ROUGE_L -> {
                RougeL rouge = new RougeL();
                yield of(rouge::add, rouge::score);
            }
            case NLTK_BLEU -> new NltkMean();
        };
    }

    @Override
    public String toString() {
        return word;
    }

    private static Corpus bleu(BleuSettings settings) {
        Bleu.Corpus corpus = new Bleu(settings).corpus();
        return of(corpus::add, () -> {
            BleuScore score = corpus.score();
            return new TextScore(score.score(), score.signature());
        });
    }

    private static Corpus chrf(ChrfSettings settings) {
        Chrf.Corpus corpus = new Chrf(settings).corpus();
        return of(corpus::add, corpus::score);
    }

    private interface Add {
        void add(String hypothesis, List<String> references);
    }

    private static Corpus of(Add add, Supplier<TextScore> score) {
        return new Corpus() {
            @Override
            public void add(String hypothesis, List<String> references) {
                add.add(hypothesis, references);
            }

            @Override
            public TextScore score() {
                return score.get();
            }
        };
    }

    private static final class NltkMean implements Corpus {

        private final NltkBleu bleu = new NltkBleu();
        private double sum;
        private long rows;

        @Override
        public void add(String hypothesis, List<String> references) {
            sum += bleu.sentence(hypothesis, references);
            rows++;
        }

        @Override
        public TextScore score() {
            return new TextScore(
                    rows == 0 ? 0 : sum / rows,
                    "mean:rows|tok:none|smooth:none|order:4|scale:1|version:nltk-3.8|impl:"
                            + BleuSettings.IMPLEMENTATION);
        }
    }
}
