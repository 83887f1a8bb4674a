package dev.scholium.teacher.mock;

/** What the mock teacher serves under one path. Called by many threads at once. */
interface MockEndpoint {

    /** {@return the path it serves, and all that begin with it unless another endpoint's is longer} */
    String path();

    /**
     * Answers one request.
     *
     * @param call what came
     * @return what to do with it
     */
    MockReaction answer(MockCall call);
}
