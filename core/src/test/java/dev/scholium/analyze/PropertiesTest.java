package dev.scholium.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.data.LabelSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PropertiesTest {

    @Test
    void measuresARationaleAgainstItsRow() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("premise", "Ada sold a red boat in 1999.");
        fields.put("hypothesis", "Ada sold something.");

        Map<String, Double> found = new Properties(LabelSet.nli())
                .of(new WrittenRationale(
                        "1", fields, "entailment", "Ada sold a boat to Zoe Miller for 500. This entails something."));

        assertThat(found.keySet())
                .containsExactly(
                        "words",
                        "sentences",
                        "reading_ease",
                        "type_token_ratio",
                        "moving_type_token_ratio",
                        "overlap_premise",
                        "overlap_hypothesis",
                        "new_words",
                        "new_names",
                        "new_numbers",
                        "names_label",
                        "compression");
        assertThat(found)
                .containsEntry("words", 12.0)
                .containsEntry("sentences", 2.0)
                .containsEntry("overlap_premise", 4 / 12.0)
                .containsEntry("overlap_hypothesis", 3 / 12.0)
                .containsEntry("new_words", 1 - 5 / 12.0)
                .containsEntry("new_names", 2.0)
                .containsEntry("new_numbers", 1.0)
                .containsEntry("names_label", 1.0);
    }
}
