package dev.scholium.teacher.mock;

/** Decides what the mock teacher does with each request. Called by many threads at once. */
@FunctionalInterface
public interface MockBehaviour {

    /** Answers every request as it should be. */
    MockBehaviour FAULTLESS = (request, usual) -> usual;

    /**
     * Says what the teacher says, before it is put into a provider's form; unless overridden, the usual.
     *
     * @param request what came
     * @param usual the faultless answer
     * @return that, or another one
     */
    default MockCompletion answer(MockRequest request, MockCompletion usual) {
        return usual;
    }

    /**
     * Reacts to one request.
     *
     * @param request what came
     * @param usual the faultless reaction
     * @return that, or another one
     */
    MockReaction react(MockRequest request, MockReaction.Respond usual);
}
