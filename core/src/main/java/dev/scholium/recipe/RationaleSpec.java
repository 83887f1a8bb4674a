package dev.scholium.recipe;

import dev.scholium.augment.check.ChecksSpec;
import dev.scholium.data.DataSplit;
import java.util.List;
import java.util.Locale;

/**
 * One source of rationales: a teacher asked by a prompt template, or a column of the data.
 *
 * @param prompt name of a built-in template or a template file; empty for a recorded source
 * @param column the column that holds recorded rationales; empty for a teacher
 * @param teacherLabelColumn the column with the label that the recorded rationale argues for; empty if there is none
 * @param teacherAgreement whether a rationale must argue for the gold label: {@code any} or {@code required}
 * @param demonstrations what a teacher is shown before every question
 * @param checks what is looked for in the rationales, and what a fault does
 * @param splits which splits get rationales: {@code train}, and {@code dev} and {@code test} for rationale scores
 */
public record RationaleSpec(
        String prompt,
        String column,
        String teacherLabelColumn,
        String teacherAgreement,
        DemonstrationSpec demonstrations,
        ChecksSpec checks,
        List<String> splits) {

    /**
     * Checks that it is one of the two.
     *
     * @throws IllegalArgumentException if both or none of {@code prompt} and {@code column} are given, if a column has
     *     demonstrations, or if a split or the agreement is unknown
     */
    public RationaleSpec {
        if (prompt.isEmpty() == column.isEmpty()) {
            throw new IllegalArgumentException("a source of rationales needs either prompt or column, but has "
                    + (prompt.isEmpty() ? "neither" : "both"));
        }
        if (!List.of("any", "required").contains(teacherAgreement)) {
            throw new IllegalArgumentException("teacher_agreement must be any or required, but is " + teacherAgreement);
        }
        if (!column.isEmpty() && demonstrations.count() > 0) {
            throw new IllegalArgumentException("demonstrations are shown to a teacher, but " + column + " is a column");
        }
        if (!column.isEmpty() && checks.asksAgain()) {
            throw new IllegalArgumentException("checks ask a teacher again, but " + column + " is a column");
        }
        if (!column.isEmpty() && checks.judge().isOn()) {
            throw new IllegalArgumentException("checks.judge asks a teacher, but " + column + " is a column");
        }
        splits = List.copyOf(splits);
        splits.forEach(RationaleSpec::split);
    }

    /** {@return whether the rationales are a column of the data} */
    public boolean isRecorded() {
        return !column.isEmpty();
    }

    /** {@return the splits that get rationales} */
    public List<DataSplit> dataSplits() {
        return splits.stream().map(RationaleSpec::split).toList();
    }

    /**
     * Reads a split's name.
     *
     * @param word {@code train}, {@code dev} or {@code test}
     * @return the split
     * @throws IllegalArgumentException if it is another word
     */
    static DataSplit split(String word) {
        for (DataSplit split : DataSplit.values()) {
            if (split.word().equals(word.toLowerCase(Locale.ROOT))) {
                return split;
            }
        }
        throw new IllegalArgumentException("a split must be one of [train, dev, test], but was \"" + word + "\"");
    }
}
