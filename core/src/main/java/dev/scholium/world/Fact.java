package dev.scholium.world;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One thing that a premise may say, and what a hypothesis can ask about it.
 *
 * <p>A hypothesis is drawn before the premise's value, and a fact that a premise leaves out makes any hypothesis about
 * it neutral: so every hypothesis occurs with all three labels alike, and nobody can tell the label from it alone.
 */
sealed interface Fact permits CategoryFact, CountFact {

    /** {@return the words that a premise may hold here, to recognise them again} */
    List<String> values();

    /**
     * Draws a hypothesis and a value that stands to it in a relation.
     *
     * @param relation the relation wished for
     * @param person the name in the hypothesis
     * @param random source of choices
     * @return the hypothesis, and the premise's value, empty when it leaves the fact out
     */
    Claim draw(Relation relation, String person, RandomGenerator random);

    /**
     * Draws a value for a premise whose hypothesis asks about something else.
     *
     * @param random source of choices
     * @return one of {@link #values}
     */
    default String drawValue(RandomGenerator random) {
        return values().get(random.nextInt(values().size()));
    }

    /**
     * Explains how a value stands to a hypothesis.
     *
     * @param hypothesis a sentence
     * @param person who the premise is about
     * @param value what the premise says here, empty when it leaves the fact out
     * @return relation and reason, empty if the hypothesis does not ask about this fact
     */
    Optional<Judgement> judge(String hypothesis, String person, String value);

    /**
     * A hypothesis with the value that makes it true, open or false.
     *
     * @param hypothesis a sentence
     * @param value the premise's word for the fact, empty to leave it out
     */
    record Claim(String hypothesis, String value) {}

    /**
     * How a premise stands to a hypothesis and why.
     *
     * @param relation the relation
     * @param reason one sentence
     */
    record Judgement(Relation relation, String reason) {}
}
