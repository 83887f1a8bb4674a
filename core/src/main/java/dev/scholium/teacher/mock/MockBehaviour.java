package dev.scholium.teacher.mock;

import java.time.Duration;

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

    /**
     * The same after a pause.
     *
     * @param pause how long it thinks before it reacts
     * @return this if the pause is nothing
     */
    default MockBehaviour after(Duration pause) {
        return pause.isZero() ? this : new Delayed(this, pause);
    }

    /**
     * A behaviour that takes its time.
     *
     * @param behaviour what it does then
     * @param pause how long it thinks before
     */
    record Delayed(MockBehaviour behaviour, Duration pause) implements MockBehaviour {
        @Override
        public MockCompletion answer(MockRequest request, MockCompletion usual) {
            return behaviour.answer(request, usual);
        }

        @Override
        public MockReaction react(MockRequest request, MockReaction.Respond usual) {
            return new MockReaction.After(pause, behaviour.react(request, usual));
        }
    }
}
