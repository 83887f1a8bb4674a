package dev.scholium.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.evaluate.SweepChoice;
import dev.scholium.evaluate.SweepResults;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepTablesTest {

    private static List<String> sentences(List<String> points, int candidates) {
        SweepChoice choice =
                new SweepChoice("labels", Map.of(), points, candidates, List.of("labels", "why"), List.of(), List.of());
        return new SweepTables(new SweepResults(1, "sweep", List.of("rationales"), 1, List.of(), choice), null)
                .sentences();
    }

    @Test
    void aChoiceIsToldWithWhatItWasMadeFrom() {
        assertThat(sentences(List.of("why"), 3))
                .containsExactly(
                        "why was chosen by dev accuracy among 3 points; the test split was seen by the students"
                                + " of labels and why alone.");
    }

    @Test
    void whereThereWasNoChoiceNothingWasChosen() {
        assertThat(sentences(List.of("why"), 1))
                .containsExactly("The test split was seen by the students of labels and why alone.");
    }

    @Test
    void whereChosenPointsHaveBaselinesOfTheirOwnTheseAreNamed() {
        SweepChoice choice = new SweepChoice(
                "labels_mini",
                Map.of("palm_tiny", "labels_tiny"),
                List.of("palm_mini", "palm_tiny"),
                2,
                List.of("labels_mini", "palm_mini", "labels_tiny", "palm_tiny"),
                List.of(),
                List.of());

        assertThat(new SweepTables(new SweepResults(1, "sweep", List.of("student.size"), 1, List.of(), choice), null)
                        .sentences())
                .containsExactly(
                        "palm_mini and palm_tiny were chosen by dev accuracy among 2 points; the test split was seen by"
                                + " the students of labels_mini, palm_mini, labels_tiny and palm_tiny alone.",
                        "palm_mini is compared with labels_mini, palm_tiny is compared with labels_tiny.");
    }
}
