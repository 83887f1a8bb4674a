package dev.scholium.recipe;

import dev.scholium.student.TrainingConfig;

/**
 * One system of the comparison: a student trained in one way.
 *
 * @param rationales name of the source of rationales it learns; empty for labels only
 * @param augmentation name of the augmentation whose new rows it learns beside the others; empty for none
 * @param source template of what its student reads; the task's when empty. One that leaves out a field of the task's
 *     makes the system a control: {@code "Hypothesis: {hypothesis}"}
 * @param training how it is trained
 */
public record SystemSpec(String rationales, String augmentation, String source, TrainingConfig training) {

    /** {@return whether it learns labels only} */
    public boolean isLabelsOnly() {
        return rationales.isEmpty();
    }
}
