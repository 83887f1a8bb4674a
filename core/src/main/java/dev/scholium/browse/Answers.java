package dev.scholium.browse;

import java.util.BitSet;
import java.util.Map;

/** What the answers of all systems say together of a row. */
final class Answers {

    static final String ALL_RIGHT = "all right";
    static final String SOME_RIGHT = "some right";
    static final String NONE_RIGHT = "none right";
    static final String DISAGREE = "systems disagree";

    /** Gathers who answered what, under this name; it is no facet of its own. */
    private static final String ANSWERED = "answered";

    private Answers() {}

    /** Notes an answer. */
    static void add(Facets facets, int row, String system, String label, boolean right) {
        facets.add(right ? FacetName.RIGHT : FacetName.WRONG, system, row);
        facets.add(ANSWERED, label, row);
    }

    /** Puts {@link FacetName#ANSWERS} in place of what was gathered. */
    static void summarise(Facets facets) {
        BitSet right = union(facets.of(FacetName.RIGHT));
        BitSet wrong = union(facets.of(FacetName.WRONG));
        BitSet some = (BitSet) right.clone();
        some.and(wrong);
        BitSet disagree = twice(facets.of(ANSWERED));
        right.andNot(some);
        wrong.andNot(some);
        facets.all().remove(ANSWERED);
        facets.put(FacetName.ANSWERS, ALL_RIGHT, right);
        facets.put(FacetName.ANSWERS, SOME_RIGHT, some);
        facets.put(FacetName.ANSWERS, NONE_RIGHT, wrong);
        facets.put(FacetName.ANSWERS, DISAGREE, disagree);
    }

    private static BitSet union(Map<String, BitSet> values) {
        BitSet all = new BitSet();
        values.values().forEach(all::or);
        return all;
    }

    /** Rows that are in two or more sets. */
    private static BitSet twice(Map<String, BitSet> values) {
        BitSet once = new BitSet();
        BitSet twice = new BitSet();
        values.values().forEach(of -> {
            BitSet again = (BitSet) of.clone();
            again.and(once);
            twice.or(again);
            once.or(of);
        });
        return twice;
    }
}
