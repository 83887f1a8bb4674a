package dev.scholium.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.evaluate.ConfidenceInterval;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void writesDifferencesWithTheirSign() {
        assertThat(Figures.points(0.0234)).isEqualTo("+2.3");
        assertThat(Figures.points(-0.0234)).isEqualTo("−2.3");
        assertThat(Figures.points(-0.0001)).isEqualTo("0.0");
    }

    @Test
    void writesTimesInTheUnitThatFits() {
        assertThat(Figures.seconds(8.44)).isEqualTo("8.4 s");
        assertThat(Figures.seconds(200.4)).isEqualTo("3 min 20 s");
        assertThat(Figures.seconds(7500.0)).isEqualTo("2 h 5 min");
    }

    @Test
    void marksWhatIsMissing() {
        assertThat(Figures.percent(null)).isEqualTo("–");
        assertThat(Figures.count(null)).isEqualTo("–");
        assertThat(Figures.dollars(null)).isEqualTo("–");
    }

    @Test
    void doesNotCallASmallProbabilityZero() {
        assertThat(Figures.pValue(0.0004)).isEqualTo("< 0.001");
        assertThat(Figures.pValue(0.0451)).isEqualTo("0.045");
    }

    @Test
    void saysWhichAnswerIsMostFrequentAndWhatIsKnownOfTheOthers() {
        assertThat(Figures.answers(0.713, "entailment", 1.04)).isEqualTo("71.3\u00a0% entailment, 1.0 bits");
        assertThat(Figures.answers(null, "entailment", null)).isEqualTo("entailment");
        assertThat(Figures.answers(null, null, null)).isEqualTo("–");
    }

    @Test
    void writesIntervalsWithTrueMinusSigns() {
        assertThat(Figures.percents(new ConfidenceInterval(0.4, 0.4606, 0.95))).isEqualTo("40.0 – 46.1");
        assertThat(Figures.points(new ConfidenceInterval(-0.009, 0.055, 0.95))).isEqualTo("−0.9 to +5.5");
        assertThat(Figures.interval(new ConfidenceInterval(-0.25, 1.5, 0.95), 1, 2))
                .isEqualTo("−0.25 to 1.50");
    }
}
