package dev.scholium.teacher.batch;

import dev.scholium.teacher.TeacherFault;

/** One line of a batch job's results. */
sealed interface BatchReply {

    /** {@return the id that its request was given: the request's hash} */
    String customId();

    /**
     * The teacher answered.
     *
     * @param customId its request
     * @param body of the reply, in the form of the provider's chat API
     */
    record Answer(String customId, String body) implements BatchReply {}

    /**
     * The teacher did not answer.
     *
     * @param customId its request
     * @param fault why
     */
    record Failure(String customId, TeacherFault fault) implements BatchReply {}
}
