package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollapseTest {

    /** Answers of 300 rows; two labels and malformed outputs count, whatever is right. */
    @ParameterizedTest
    @CsvSource({
        "95 % of one answer,            285,  15,   0, 100, 100, 100, true",
        "0.75 of 1.58 bits,             255,  30,  15, 100, 100, 100, true",
        "0.88 of 1.58 bits,             240,  45,  15, 100, 100, 100, false",
        "two of three labels,           150, 150,   0, 100, 100, 100, false",
        "as the gold labels,            285,  15,   0, 285,  15,   0, false",
        "0.29 bits where gold has 0.61, 285,  15,   0, 255,  45,   0, true",
        "all of one with gold at 90 %,  300,   0,   0, 270,  30,   0, false"
    })
    void collapsesWithOneAnswerOrWithHardlyAnyOther(
            String what,
            long first,
            long second,
            long malformed,
            long gold1,
            long gold2,
            long gold3,
            boolean collapsed) {
        ConfusionMatrix confusion = matrix(new long[] {gold1, gold2, gold3}, new long[] {first, second, 0, malformed});

        assertThat(confusion.rows()).as(what).isEqualTo(300);
        assertThat(Collapse.hasHappened(confusion)).as(what).isEqualTo(collapsed);
    }

    /** Some matrix with these sums of rows and columns. */
    private static ConfusionMatrix matrix(long[] gold, long[] answers) {
        List<List<Long>> counts = new ArrayList<>();
        for (long rows : gold) {
            List<Long> row = new ArrayList<>();
            long left = rows;
            for (int i = 0; i < answers.length; i++) {
                long taken = Math.min(left, answers[i]);
                answers[i] -= taken;
                left -= taken;
                row.add(taken);
            }
            counts.add(row);
        }
        return new ConfusionMatrix(List.of("a", "b", "c"), counts);
    }
}
