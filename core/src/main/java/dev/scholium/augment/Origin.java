package dev.scholium.augment;

/** Where a rationale came from, as it stands in every row of {@code augmented/*.jsonl}. */
public sealed interface Origin {

    /** {@return {@code teacher} or {@code column}} */
    String source();

    /** {@return the label that its writer argues for; empty if unknown} */
    String teacherLabel();

    /**
     * A teacher wrote it for this row.
     *
     * @param source {@code teacher}
     * @param provider how the teacher was reached
     * @param model the model that answered, as the provider names it
     * @param template name of the prompt template
     * @param templateVersion its version
     * @param templateHash SHA-256 of its content
     * @param requestHash key of the request in the journal
     * @param finishReason why the teacher stopped; empty if it never answered
     * @param teacherLabel the label that the teacher argues for; empty if its reply names none
     */
    record FromTeacher(
            String source,
            String provider,
            String model,
            String template,
            String templateVersion,
            String templateHash,
            String requestHash,
            String finishReason,
            String teacherLabel)
            implements Origin {}

    /**
     * The data carried it.
     *
     * @param source {@code column}
     * @param column the column
     * @param teacherLabel the label that its writer argues for; empty if unknown
     */
    record FromColumn(String source, String column, String teacherLabel) implements Origin {}
}
