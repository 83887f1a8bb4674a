package dev.scholium.teacher.mock;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a request, as a bill sees it. */
enum MockOutcome {
    /** Answered and billed. */
    @JsonProperty("answered")
    ANSWERED,
    /** Billed, but the answer does not arrive whole. */
    @JsonProperty("lost")
    LOST,
    /** Neither answered nor billed. */
    @JsonProperty("refused")
    REFUSED;

    /**
     * What a reaction comes to.
     *
     * @param reaction what the teacher does
     * @param answer the body that would be the answer
     * @return the outcome
     */
    static MockOutcome of(MockReaction reaction, String answer) {
        if (reaction instanceof MockReaction.After after) {
            return of(after.then(), answer);
        }
        if (reaction instanceof MockReaction.Respond respond && respond.status() == 200) {
            boolean json = respond.headers()
                    .getOrDefault("content-type", "application/json")
                    .contains("json");
            return respond.body().equals(answer) ? ANSWERED : json ? LOST : REFUSED;
        }
        if (reaction instanceof MockReaction.Dribble) {
            return ANSWERED;
        }
        return reaction instanceof MockReaction.Truncate ? LOST : REFUSED;
    }
}
