package dev.scholium.evaluate;

import java.nio.file.Path;

/**
 * What one trained system said of one split.
 *
 * @param name the system: {@code baseline}, {@code extraction}, ...; its seeds share the name
 * @param rationaleKind what kind of rationale it was trained on; {@code none} for a labels-only student
 * @param seed of the training
 * @param split {@code dev} or {@code test}
 * @param file its predictions, one a line
 * @param control whether it is there to show what is possible without understanding the task, such as a student that
 *     never sees a field of the rows, or a count of words
 */
public record SystemPredictions(
        String name, String rationaleKind, long seed, String split, Path file, boolean control) {

    /** The rationale kind of a labels-only student. */
    public static final String NO_RATIONALE = "none";

    /** The seed of a control in which nothing is random. */
    public static final long NO_SEED = 0;

    /**
     * What a system that is no control said of one split.
     *
     * @param name the system
     * @param rationaleKind what kind of rationale it was trained on
     * @param seed of the training
     * @param split {@code dev} or {@code test}
     * @param file its predictions, one a line
     */
    public SystemPredictions(String name, String rationaleKind, long seed, String split, Path file) {
        this(name, rationaleKind, seed, split, file, false);
    }

    /** {@return whether the student was trained on labels alone: its kind is {@code none} or blank} */
    boolean isLabelsOnly() {
        return rationaleKind.isBlank() || rationaleKind.equals(NO_RATIONALE);
    }
}
