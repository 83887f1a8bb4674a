package dev.scholium.teacher;

/**
 * A large model, or anything else that answers prompts.
 *
 * <p>It makes one attempt and keeps nothing: the journal, limits and retries are {@link TeacherPool}'s. Safe for any
 * number of threads.
 */
public interface Teacher {

    /** {@return who this is; equal prompts to equal identities are asked once} */
    TeacherIdentity identity();

    /**
     * Asks one question, once.
     *
     * @param question what to ask
     * @return what the teacher answered
     * @throws TeacherFault if there was no answer; it says whether asking again may help
     */
    Completion ask(Question question);

    /** {@return what the server said of its limits in its last reply} */
    default ServerLimits serverLimits() {
        return ServerLimits.UNKNOWN;
    }
}
