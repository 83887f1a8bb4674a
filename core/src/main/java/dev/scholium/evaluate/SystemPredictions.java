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
}
