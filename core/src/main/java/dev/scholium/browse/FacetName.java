package dev.scholium.browse;

import java.util.List;

/** Names of the facets that every index may have; those of slices begin with {@link #BY}. */
public final class FacetName {

    /** The data files and run folders that a row is in. */
    public static final String PLACE = "place";

    /** The part of the data set. */
    public static final String SPLIT = "split";

    /** The gold label. */
    public static final String LABEL = "label";

    /** Whether all systems, some or none that answered a row had it right, and whether they disagree. */
    public static final String ANSWERS = "answers";

    /** The systems that had a row right. */
    public static final String RIGHT = "right";

    /** The systems that had a row wrong. */
    public static final String WRONG = "wrong";

    /** The sources that have a rationale for a row. */
    public static final String SOURCE = "source";

    /** The sources whose rationale for a row was rejected. */
    public static final String REJECTED = "rejected";

    /** The checks that found a fault, and the other reasons of rejection. */
    public static final String CHECK = "check";

    /** Whether a source's writer, without being told, gave the gold label. */
    public static final String AGREEMENT = "agreement";

    /** How new rows were made. */
    public static final String METHOD = "method";

    /** Whether a person has changed, written or vetoed a rationale. Not in the index: laid over it. */
    public static final String EDITED = "edited";

    /** Begins the names of slices: {@code by:genre}. */
    public static final String BY = "by:";

    /** Those whose several chosen values must all be met, since a row may have several. */
    private static final List<String> MANY = List.of(RIGHT, WRONG, SOURCE, REJECTED, CHECK, AGREEMENT);

    private FacetName() {}

    /**
     * Whether a row must have all of a facet's chosen values rather than any.
     *
     * @param facet a name
     * @return true where rows may have several values
     */
    public static boolean needsAll(String facet) {
        return MANY.contains(facet) || facet.startsWith(BY);
    }
}
