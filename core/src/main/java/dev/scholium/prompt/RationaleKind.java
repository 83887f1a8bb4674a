package dev.scholium.prompt;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * What sort of text a rationale is; a user's templates may name further ones.
 *
 * @param name lower case letters, digits and hyphens: {@code extraction}
 * @see <a href="https://arxiv.org/abs/2409.12599">Pieper et al. 2024</a>
 */
public record RationaleKind(@JsonValue String name) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    /** Facts of the premise alone, by the five W questions; SMANLI in the paper. */
    public static final RationaleKind EXTRACTION = new RationaleKind("extraction");

    /** Why the gold label holds; EMANLI in the paper. */
    public static final RationaleKind REASONING = new RationaleKind("reasoning");

    /** A rationale that the data already carry: a person's, or another model's. */
    public static final RationaleKind RECORDED = new RationaleKind("recorded");

    /**
     * Checks the name, which is part of file names.
     *
     * @throws IllegalArgumentException if it holds anything but lower case letters, digits and hyphens
     */
    @JsonCreator
    public RationaleKind {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a rationale kind must be lower case letters, digits and hyphens, but is \"" + name + "\"");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
