package dev.scholium.analyze;

import dev.scholium.augment.check.CheckName;
import dev.scholium.augment.check.Checker;
import dev.scholium.augment.check.ChecksSpec;
import dev.scholium.augment.check.Finding;
import dev.scholium.augment.check.LabelWords;
import dev.scholium.augment.check.Subject;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.prompt.RationaleKind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures rationales: numbers by the names of properties, always in one order. Immutable. */
final class Properties {

    private static final Map<String, Object> COUNT_EACH = Map.of("policy", "flag", "threshold", 1);

    private final Checker inventions;
    private final List<LabelWords> labelWords;

    Properties(LabelSet labels) {
        inventions = new Checker(
                new ChecksSpec(Map.of("invents-names", COUNT_EACH, "invents-numbers", COUNT_EACH)),
                RationaleKind.RECORDED,
                labels,
                List.of());
        labelWords = labels.labels().stream().map(LabelWords::of).toList();
    }

    /**
     * Measures one rationale.
     *
     * <p>{@code overlap_FIELD} is the share of the rationale's different words that the field has, too;
     * {@code new_words} of those that no field has. {@code names_label} is 1 where a label's word stands in it.
     * {@code new_names} and {@code new_numbers} count what no field has, by the rules of the checks.
     *
     * @param rationale with its row
     * @return a number a property
     */
    Map<String, Double> of(WrittenRationale rationale) {
        TextShape shape = TextShape.of(rationale.text());
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("words", (double) shape.words().size());
        numbers.put("sentences", (double) shape.sentences());
        numbers.put("reading_ease", shape.readingEase());
        numbers.put("type_token_ratio", shape.typeTokenRatio());
        numbers.put("moving_type_token_ratio", shape.movingTypeTokenRatio());
        Set<String> words = new HashSet<>(shape.words());
        Set<String> known = new HashSet<>();
        rationale.fields().forEach((field, text) -> {
            List<String> ofField = TextShape.of(text).words();
            known.addAll(ofField);
            numbers.put("overlap_" + field, share(words, new HashSet<>(ofField)));
        });
        numbers.put("new_words", words.isEmpty() ? 0 : 1 - share(words, known));
        List<Finding> found = inventions.look(new Subject(
                new Example(rationale.uid(), rationale.fields(), rationale.label(), Map.of()),
                RationaleKind.RECORDED,
                rationale.text(),
                ""));
        numbers.put("new_names", count(found, CheckName.INVENTS_NAMES));
        numbers.put("new_numbers", count(found, CheckName.INVENTS_NUMBERS));
        numbers.put(
                "names_label", labelWords.stream().anyMatch(label -> label.isNamedIn(rationale.text())) ? 1.0 : 0.0);
        numbers.put("compression", TextShape.compression(rationale.text()));
        return numbers;
    }

    private static double share(Set<String> words, Set<String> of) {
        return words.isEmpty()
                ? 0
                : (double) words.stream().filter(of::contains).count() / words.size();
    }

    /** A finding lists what it found, with commas. */
    private static double count(List<Finding> findings, CheckName check) {
        return findings.stream()
                .filter(finding -> finding.check() == check)
                .mapToInt(finding -> finding.detail().split(", ").length)
                .sum();
    }
}
