package dev.scholium.rate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rater sees on one screen: a row with one rationale, or with two to compare.
 *
 * @param id unique in the study, without a hint at the source
 * @param uid of the row; empty for practice
 * @param fields the row's texts by name
 * @param label that the rationale is for: the gold label, or the one that a student gave
 * @param goldLabel the row's own; empty for practice
 * @param rationales one or two, in the order of the study's sources
 * @param student what the study's student answered to the row; empty without one
 */
public record Card(
        String id,
        String uid,
        Map<String, String> fields,
        String label,
        String goldLabel,
        List<Written> rationales,
        Optional<StudentAnswer> student) {

    /**
     * A rationale.
     *
     * @param source who wrote it, by the study's name; empty for practice
     * @param text what was written
     * @param judge an LLM judge's scores by name; empty where none judged it
     */
    public record Written(String source, String text, Map<String, Integer> judge) {

        /** Copies and keeps the order. */
        public Written {
            judge = Collections.unmodifiableMap(new LinkedHashMap<>(judge));
        }
    }

    /**
     * What a student made of a row.
     *
     * @param correct whether its label is right
     * @param confidence probability of the label that it scores highest
     */
    public record StudentAnswer(boolean correct, double confidence) {}

    /** Copies and keeps the order. */
    public Card {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        rationales = List.copyOf(rationales);
    }

    /** What cards about one premise share: the text of the first field. */
    String premise() {
        return fields.values().stream().findFirst().orElse("");
    }
}
