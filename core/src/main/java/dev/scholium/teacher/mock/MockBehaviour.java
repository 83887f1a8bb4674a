package dev.scholium.teacher.mock;

/** Decides what the mock teacher does with each request. Called by many threads at once. */
@FunctionalInterface
public interface MockBehaviour {

    /** Answers every request as it should be. */
    MockBehaviour FAULTLESS = (request, usual) -> usual;

    /**
     * Reacts to one request.
     *
     * @param request what came
     * @param usual the faultless reaction
     * @return that, or another one
     */
    MockReaction react(MockRequest request, MockReaction usual);
}
