package dev.scholium.student;

/**
 * What stands before a source in the layout {@link TargetLayout#TWO_TASK}, and says which target is wanted.
 *
 * @see <a href="https://github.com/google-research/distilling-step-by-step">The prefixes of Hsieh et al. 2023</a>
 */
public enum TaskPrefix {
    /** Asks for the label. */
    PREDICT("predict: "),
    /** Asks for the rationale. */
    EXPLAIN("explain: ");

    private final String text;

    TaskPrefix(String text) {
        this.text = text;
    }

    /** {@return the prefix, its blank included} */
    public String text() {
        return text;
    }

    /**
     * Puts the prefix before a source.
     *
     * @param source the filled source template
     * @return what the student reads
     */
    public String before(String source) {
        return text + source;
    }
}
