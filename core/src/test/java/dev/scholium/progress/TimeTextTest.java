package dev.scholium.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {

    @ParameterizedTest
    @CsvSource({"0.4, 0 s", "89.4, 89 s", "90, 2 min", "5369, 89 min", "5399, 1 h 30 min", "7260, 2 h 1 min"})
    void isRoundedToWhatAGlanceTakesIn(double seconds, String text) {
        assertThat(TimeText.rounded(seconds)).isEqualTo(text);
    }
}
