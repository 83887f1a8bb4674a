package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.student.StudentExample;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RationaleShareTest {

    /** 100 rows, every fifth without a rationale. */
    private static final List<StudentExample> ROWS = IntStream.range(0, 100)
            .mapToObj(i -> new StudentExample("row-" + i, "source", "neutral", i % 5 == 0 ? "" : "because " + i))
            .toList();

    private static List<String> explained(double fraction, long seed) {
        return new RationaleShare(fraction, seed)
                .kept(ROWS).stream()
                        .filter(StudentExample::hasRationale)
                        .map(StudentExample::uid)
                        .toList();
    }

    @Test
    void keepsTheShareOfThoseThatHaveOne() {
        assertThat(explained(0.33, 1)).hasSize(26);
        assertThat(explained(0, 1)).isEmpty();
        assertThat(explained(1, 1)).hasSize(80);
    }

    @Test
    void aSmallerShareIsPartOfALargerOne() {
        assertThat(explained(0.66, 1)).containsAll(explained(0.33, 1));
    }

    @Test
    void theSeedChooses() {
        assertThat(explained(0.33, 1)).isEqualTo(explained(0.33, 1)).isNotEqualTo(explained(0.33, 2));
    }

    @Test
    void everyRowStaysAndKeepsItsLabel() {
        assertThat(new RationaleShare(0.5, 1).kept(ROWS))
                .extracting(StudentExample::uid)
                .isEqualTo(ROWS.stream().map(StudentExample::uid).toList());
    }
}
