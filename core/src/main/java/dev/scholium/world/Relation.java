package dev.scholium.world;

/** How a premise stands to a hypothesis, in the order of the task's labels. */
enum Relation {
    /** The premise settles that the hypothesis is true. */
    ENTAILMENT,
    /** The premise does not say. */
    NEUTRAL,
    /** The premise settles that the hypothesis is false. */
    CONTRADICTION;

    /** {@return the label's name in data files} */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
