package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

    private static RowNumbers right(int rows, int of10, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RowNumbers numbers = new RowNumbers(SummedScore.ACCURACY);
        for (int i = 0; i < rows; i++) {
            numbers.add(random.nextInt(10) < of10 ? 1 : 0, 1);
        }
        return numbers;
    }

    @Test
    void oneSeedGivesOneResult() {
        RowNumbers a = right(500, 6, 1);
        RowNumbers b = right(500, 5, 2);

        assertThat(PairedBootstrap.of(a, b, 1000, 7)).isEqualTo(PairedBootstrap.of(a, b, 1000, 7));
        assertThat(PairedBootstrap.of(a, b, 1000, 7)).isNotEqualTo(PairedBootstrap.of(a, b, 1000, 8));
    }

    @Test
    void agreesWithTheFormulaForAccuracies() {
        RowNumbers a = right(2000, 6, 1);
        RowNumbers b = right(2000, 5, 2);
        int onlyA = 0;
        int onlyB = 0;
        for (int row = 0; row < 2000; row++) {
            long[] one = new long[2];
            long[] other = new long[2];
            a.addTo(one, row);
            b.addTo(other, row);
            onlyA += one[0] > other[0] ? 1 : 0;
            onlyB += one[0] < other[0] ? 1 : 0;
        }
        PairedCounts counts = new PairedCounts(2000, onlyA, onlyB);
        ConfidenceInterval wald = PairedDifference.interval(counts, ConfidenceInterval.LEVEL);

        PairedBootstrap bootstrap = PairedBootstrap.of(a, b, 10_000, 1);

        assertThat(bootstrap.difference()).isCloseTo(counts.difference(), within(1e-12));
        assertThat(bootstrap.interval().low()).isCloseTo(wald.low(), within(0.002));
        assertThat(bootstrap.interval().high()).isCloseTo(wald.high(), within(0.002));
    }

    @Test
    void anEqualSystemIsNotDifferent() {
        RowNumbers a = right(300, 5, 1);

        PairedBootstrap bootstrap = PairedBootstrap.of(a, a, 1000, 1);

        assertThat(bootstrap.difference()).isZero();
        assertThat(bootstrap.pValue()).isEqualTo(1);
        assertThat(bootstrap.interval().bounds()).isEqualTo(List.of(0.0, 0.0));
    }

    @Test
    void pValuesUnderNoDifferenceAreSpreadEvenly() {
        int significant = 0;
        for (int trial = 0; trial < 200; trial++) {
            PairedBootstrap bootstrap =
                    PairedBootstrap.of(right(200, 5, 1000 + trial), right(200, 5, 5000 + trial), 400, trial);
            significant += bootstrap.pValue() < 0.05 ? 1 : 0;
        }

        // 200 * 0.05 = 10 are expected; a right test has 2 to 20 of them in 99.9 % of all seeds
        assertThat(significant).isBetween(2, 20);
    }

    @Test
    void bleuOfSumsIsTheCorpusScore() {
        Bleu bleu = new Bleu(BleuSettings.defaults());
        Bleu.Corpus corpus = bleu.corpus();
        RowNumbers numbers = new RowNumbers(bleu.summed());
        for (int row = 0; row < 100; row++) {
            String hypothesis = "the cat number " + row % 7 + " sat on the mat";
            List<String> references = List.of("the cat number " + row % 5 + " sat on a mat");
            numbers.add(corpus.numbers(hypothesis, references));
            corpus.add(hypothesis, references);
        }

        assertThat(numbers.total()).isEqualTo(corpus.score().score());
    }

    @Test
    void refusesSystemsOfOtherRows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedBootstrap.of(right(3, 5, 1), right(4, 5, 1), 1000, 1))
                .withMessage("a paired bootstrap needs equally many rows and at least 100 resamples, but has 3, 4 and"
                        + " 1000");
    }
}
