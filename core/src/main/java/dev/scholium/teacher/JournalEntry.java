package dev.scholium.teacher;

import dev.scholium.teacher.price.Usd;
import org.jspecify.annotations.Nullable;

/** What the journal knows of one request. */
public sealed interface JournalEntry {

    /** It was never asked. */
    record Missing() implements JournalEntry {}

    /**
     * It was asked, and nothing is known of the outcome: it is under way, or the process that asked it is gone.
     *
     * @param underWay whether somebody will still hear of it: a living process, or an open batch job
     */
    record Asked(boolean underWay) implements JournalEntry {}

    /**
     * It was answered.
     *
     * @param id number of the request in this journal, from 1
     * @param thisSession whether it was answered since this journal was opened here
     * @param completion what the teacher answered
     * @param cost what the reply cost at the prices in force when it came; absent if they were unknown
     */
    record Answered(
            long id,
            boolean thisSession,
            Completion completion,
            @Nullable Usd cost) implements JournalEntry {}

    /**
     * All attempts failed.
     *
     * @param id number of the request in this journal, from 1
     * @param thisSession whether it failed since this journal was opened here; otherwise it may be asked again
     * @param reason why the last attempt failed
     * @param raw the last body received, empty if there was none
     */
    record Failed(long id, boolean thisSession, String reason, String raw) implements JournalEntry {}
}
