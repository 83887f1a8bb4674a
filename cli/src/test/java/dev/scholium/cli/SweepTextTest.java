package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepTextTest {

    private static SweepRow done(String point, long seed, double accuracy, boolean collapsed) {
        return new SweepRow(
                point + "-seed" + seed + "-0123abcd",
                point,
                seed,
                0,
                false,
                false,
                null,
                Map.of(),
                SweepRow.State.done,
                1,
                null,
                accuracy,
                new ConfidenceInterval(accuracy - 0.03, accuracy + 0.03, ConfidenceInterval.LEVEL),
                accuracy,
                collapsed,
                "neutral",
                0.5,
                1.2,
                60.0);
    }

    private static String text(SweepRow... rows) {
        StringWriter written = new StringWriter();
        new SweepText(new PrintWriter(written))
                .print(new SweepResults(SweepResults.FORMAT_VERSION, "s", List.of(), 1, List.of(rows), null));
        return written.toString().replaceAll(" +", " ");
    }

    /** Worked by hand: 0.02 / sqrt(2) * 0.7071 = 0.01 a standard error, 12.706 of them with one degree of freedom. */
    @Test
    void pointsHaveMeanDeviationAndStudentsIntervalOverTheirSeeds() {
        assertThat(text(done("a", 1, 0.50, false), done("a", 2, 0.52, false), done("b", 1, 0.4, true)))
                .contains("over seeds seeds accuracy deviation 95 % (Student's t) collapsed")
                .contains("\na 2 51.0 1.4 [38.3, 63.7] -")
                .contains("\nb 1 40.0 - 1");
    }

    @Test
    void everyTrialHasTheEntropyOfItsAnswersAndAWordOfACollapse() {
        assertThat(text(done("a", 1, 0.5, true)))
                .contains("point seed state accuracy 95 % interval bits seconds")
                .contains("\na 1 done 50.0 [47.0, 53.0] 1.2 60")
                .contains("! has collapsed: most of its answers are neutral");
    }

    @Test
    void oneSeedIsNoSpread() {
        assertThat(text(done("a", 1, 0.5, false))).doesNotContain("over seeds");
    }
}
