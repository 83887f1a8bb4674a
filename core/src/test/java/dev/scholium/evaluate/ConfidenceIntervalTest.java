package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfidenceIntervalTest {

    private final ConfidenceInterval interval = new ConfidenceInterval(-0.0094, 0.0551, 0.95);

    @Test
    void isWrittenInTheUnitAndDigitsThatAreAskedFor() {
        assertThat(interval.text(100, 1)).isEqualTo("[-0.9, 5.5]");
        assertThat(interval.text(1, 3)).isEqualTo("[-0.009, 0.055]");
    }

    @Test
    void ofADifferenceIsWrittenWithSigns() {
        assertThat(interval.signedText(100, 1)).isEqualTo("[-0.9, +5.5]");
    }
}
