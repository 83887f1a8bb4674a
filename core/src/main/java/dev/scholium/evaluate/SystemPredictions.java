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
 */
public record SystemPredictions(String name, String rationaleKind, long seed, String split, Path file) {

    /** The rationale kind of a labels-only student. */
    public static final String NO_RATIONALE = "none";

    /** {@return whether the student was trained on labels alone: its kind is {@code none} or blank} */
    boolean isLabelsOnly() {
        return rationaleKind.isBlank() || rationaleKind.equals(NO_RATIONALE);
    }
}
