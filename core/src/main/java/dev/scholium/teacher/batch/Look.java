package dev.scholium.teacher.batch;

/** What one look at a batch job brought. */
sealed interface Look {

    /**
     * The provider works on it.
     *
     * @param job as the provider tells of it
     */
    record Running(RemoteJob job) implements Look {}

    /**
     * It is not known yet whether it was made, or how it stands.
     *
     * @param why a few words
     */
    record Waiting(String why) implements Look {}

    /**
     * It has ended, and its replies are in the journal.
     *
     * @param how a few words
     * @param cancelled whether somebody cancelled it
     */
    record Ended(String how, boolean cancelled) implements Look {}
}
