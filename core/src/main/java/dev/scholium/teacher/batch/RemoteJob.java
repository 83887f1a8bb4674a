package dev.scholium.teacher.batch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch job as its provider tells of it.
 *
 * @param id its name there
 * @param status in the provider's word
 * @param phase what that means
 * @param cancelled whether somebody cancelled it
 * @param total how many requests are in it, as far as the provider has counted
 * @param completed how many were answered so far
 * @param failed how many were worked on without an answer
 * @param createdAt when it was made
 * @param expiresAt when the provider gives up on what is not answered; absent if it did not say
 * @param problem why it was refused as a whole; empty if it was not
 * @param results where its replies are, behind the teacher's {@code base_url}; answers before failures
 */
record RemoteJob(
        String id,
        String status,
        Phase phase,
        boolean cancelled,
        long total,
        long completed,
        long failed,
        Instant createdAt,
        @Nullable Instant expiresAt,
        String problem,
        List<String> results) {

    /** Copies. */
    RemoteJob {
        results = List.copyOf(results);
    }

    /** How far a job is. */
    enum Phase {
        /** Requests may still be worked on. */
        RUNNING,
        /** Nothing more will come: completed, expired or cancelled. */
        ENDED,
        /** It was refused as a whole; none of its requests was worked on. */
        REFUSED
    }
}
