package dev.scholium.report;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of rows in whose rationales a fault was found; long texts are cut. */
final class FaultTables {

    private static final int LONG = 300; // characters: the beginning of a premise, or of a reply
    private static final int SHORT = 80;

    private final List<FaultSample> samples;

    FaultTables(List<FaultSample> samples) {
        this.samples = samples;
    }

    /** {@return all samples, for the page} */
    Table all() {
        return table(samples, LONG);
    }

    /** {@return the first of every fault, in fewer words} */
    Table brief() {
        Set<String> seen = new HashSet<>();
        return table(
                samples.stream()
                        .filter(sample -> seen.add(sample.fault() + sample.rejected()))
                        .toList(),
                SHORT);
    }

    private static Table table(List<FaultSample> samples, int length) {
        return Table.of(
                "Rows in whose rationales a fault was found",
                "Fault|Row was|Source|Row|Texts|Reply or rationale|What was found",
                samples.stream()
                        .map(sample -> List.of(
                                sample.fault(),
                                sample.rejected() ? "rejected" : "kept",
                                sample.source(),
                                sample.uid(),
                                texts(sample.fields(), length),
                                cut(sample.reply(), length),
                                cut(sample.finding(), length))));
    }

    private static String texts(Map<String, String> fields, int length) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + ": " + cut(field.getValue(), length))
                .collect(Collectors.joining(" / "));
    }

    /** The first characters, never half of one. */
    private static String cut(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length)) + "…";
    }
}
