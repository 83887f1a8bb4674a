package dev.scholium.evaluate.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.evaluate.ConfidenceInterval;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NeededRowsTest {

    private static final double[] SHARES = {0.1, 0.2, 0.3, 0.3, 0.1};

    /** 1.96 squared times 1.2 squared over 0.2 squared. */
    @Test
    void aMeanNeedsRowsByItsDeviation() {
        assertThat(NeededRows.forMean(1.2, 0.2)).isEqualTo(139);
    }

    @Test
    void aStudyOfSoManyRowsHasAnIntervalOfTheWishedWidth() {
        int rows = NeededRows.forAgreement(AgreementMeasure.ALPHA_ORDINAL, 0.6, SHARES, 3, 0.08, 1);
        RatingTable table = NeededRows.study(Math.sqrt(0.6), SHARES, 3, rows, new SplittableRandom(5));

        Agreement alpha = Agreement.of(AgreementMeasure.ALPHA_ORDINAL, table, RowBootstrap.of(rows, 1000, 2))
                .orElseThrow();

        ConfidenceInterval ci = alpha.ci().orElseThrow();
        assertThat((ci.high() - ci.low()) / 2).isCloseTo(0.08, within(0.02));
        assertThat(alpha.value()).isCloseTo(0.6, within(0.12));
    }

    @Test
    void moreRatersNeedFewerRows() {
        assertThat(NeededRows.forAgreement(AgreementMeasure.ALPHA_INTERVAL, 0.5, SHARES, 5, 0.1, 1))
                .isLessThan(NeededRows.forAgreement(AgreementMeasure.ALPHA_INTERVAL, 0.5, SHARES, 2, 0.1, 1));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeededRows.forAgreement(AgreementMeasure.PERCENT, 1, SHARES, 3, 0.1, 1))
                .withMessage(
                        "agreement must be in [0, 1), raters at least 2 and the half width positive, but are 1.0, 3"
                                + " and 0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        NeededRows.forAgreement(AgreementMeasure.COHEN_KAPPA, 0.5, new double[] {0.5, 0.6}, 3, 0.1, 1))
                .withMessage("shares must sum to 1 and two be positive, but are [0.5, 0.6]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeededRows.forMean(0, 0.1))
                .withMessage("deviation and half width must be positive, but are 0.0 and 0.1");
    }
}
