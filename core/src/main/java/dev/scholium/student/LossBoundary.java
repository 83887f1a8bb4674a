package dev.scholium.student;

/** Which target tokens are the label segment of the split loss. */
public enum LossBoundary {
    /** The tokens of the label text; padding ignored. The default. */
    LABEL_SPAN,
    /**
     * The first target token only, and padding (id 0) counts in the rationale segment: how the paper's runs were
     * trained. For reproduction only.
     */
    FIRST_TOKEN
}
