package dev.scholium.teacher.mock;

/**
 * How often one body came, and what became of it.
 *
 * @param asked how often it came
 * @param answered how often it was answered and billed
 * @param lost how often it was billed but the answer did not arrive whole
 */
public record MockCount(int asked, int answered, int lost) {

    /** One that came. */
    static final MockCount ASKED = new MockCount(1, 0, 0);

    /**
     * Adds up.
     *
     * @param other further times
     * @return both together
     */
    MockCount plus(MockCount other) {
        return new MockCount(asked + other.asked, answered + other.answered, lost + other.lost);
    }
}
