package dev.scholium.teacher.batch;

/** What a provider's list of jobs says about a submission whose outcome is unknown. */
sealed interface Sighting {

    /**
     * The job is there.
     *
     * @param job as the provider tells of it
     */
    record Found(RemoteJob job) implements Sighting {}

    /** The job was never made. */
    record Absent() implements Sighting {}

    /**
     * A job that may be it is running, and does not tell yet.
     *
     * @param id its name there
     */
    record Undecided(String id) implements Sighting {}
}
