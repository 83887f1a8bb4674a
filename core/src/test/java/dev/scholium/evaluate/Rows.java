package dev.scholium.evaluate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes predictions for tests. */
final class Rows {

    private Rows() {}

    static Prediction row(int number, String gold, @Nullable String label) {
        return row(number, gold, label, "", "");
    }

    static Prediction row(int number, String gold, @Nullable String label, String rationale, String reference) {
        return new Prediction(
                "row-" + number,
                gold,
                label,
                label == null ? gold : label,
                Map.of(),
                rationale,
                List.of(reference),
                label + " " + rationale,
                label == null,
                number % 10 == 0,
                Map.of("premise", "p" + number, "hypothesis", "h" + number));
    }
}
