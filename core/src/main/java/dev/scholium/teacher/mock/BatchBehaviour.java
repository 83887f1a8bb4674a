package dev.scholium.teacher.mock;

import java.time.Duration;

/** Decides how the mock teacher's batch jobs go. Called by many threads at once. */
public interface BatchBehaviour {

    /** Jobs that end at once, every line answered in the order it came. */
    BatchBehaviour FAULTLESS = new BatchBehaviour() {};

    /** What becomes of one line of a job. */
    enum Fate {
        /** It is answered. */
        ANSWERED,
        /** It is answered, and its line stands there twice. */
        ANSWERED_TWICE,
        /** The server failed on it. */
        FAILED,
        /** The job's time was up before its turn. */
        EXPIRED,
        /** It was worked on, but its line is missing. */
        MISSING,
        /** It was worked on, but its line breaks off in the middle. */
        TORN
    }

    /**
     * How long a job takes.
     *
     * @param job number of the job, from 1
     * @return the time from its creation to its end
     */
    default Duration delay(int job) {
        return Duration.ZERO;
    }

    /**
     * What becomes of a line.
     *
     * @param job number of the job, from 1
     * @param customId the line's own id
     * @return its fate
     */
    default Fate fate(int job, String customId) {
        return Fate.ANSWERED;
    }

    /** {@return whether results come in another order than the requests} */
    default boolean reversed() {
        return false;
    }
}
