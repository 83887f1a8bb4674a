package dev.scholium.prompt;

/** What a teacher's completion says: a rationale, a refusal, or nothing that can be used. */
public sealed interface TeacherReply {

    /**
     * A rationale.
     *
     * @param rationale one paragraph, never blank
     */
    record Answer(String rationale) implements TeacherReply {}

    /**
     * The teacher declined to answer.
     *
     * @param reason a few words, for the list of rejected rows
     */
    record Refusal(String reason) implements TeacherReply {}

    /**
     * A completion without a usable rationale.
     *
     * @param reason a few words, for the list of rejected rows
     */
    record Unparseable(String reason) implements TeacherReply {}
}
