package dev.scholium.evaluate;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code predictions/*.jsonl}: what a system said of one row.
 *
 * @param uid the row's uid
 * @param goldLabel name of the gold label
 * @param label name of the generated label; absent when the output was malformed
 * @param labelScored name of the label with the highest score; never malformed
 * @param scores probability of each label over the closed set, by name, in the task's order
 * @param rationale what the system wrote after the label; empty when it wrote none
 * @param referenceRationales what the rationale is compared with, none of them blank; empty when there is nothing
 * @param output the whole generated text
 * @param malformed whether the output began with no label; such a row counts as wrong
 * @param cutOff whether the output stopped at the token limit
 * @param fields the row's texts by name, for readers
 */
public record Prediction(
        String uid,
        String goldLabel,
        @Nullable String label,
        String labelScored,
        Map<String, Double> scores,
        String rationale,

        @JsonAlias("reference_rationale") // one text, as the first versions wrote it
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> referenceRationales,

        String output,
        boolean malformed,
        boolean cutOff,
        Map<String, String> fields) {

    /** Copies the references and leaves out blank ones. */
    public Prediction {
        referenceRationales =
                referenceRationales.stream().filter(text -> !text.isBlank()).toList();
    }

    /** {@return whether the generated label is the gold label} */
    @JsonIgnore
    public boolean isCorrect() {
        return goldLabel.equals(label);
    }
}
