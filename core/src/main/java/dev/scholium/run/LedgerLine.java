package dev.scholium.run;

import org.jspecify.annotations.Nullable;

/**
 * One line of {@code ledger.jsonl}: something happened to a trial.
 *
 * @param time when, in UTC
 * @param trial id of the trial
 * @param event what
 * @param reason why it failed, in one line; null otherwise
 * @param seconds how long it took in this session; null for what has only begun
 */
record LedgerLine(
        String time,
        String trial,
        Event event,
        @Nullable String reason,
        @Nullable Double seconds) {

    /** What happens to trials. */
    enum Event {
        /** Training begins, or goes on from its checkpoint. */
        begun,
        /** Student and dev predictions are there. */
        done,
        /** The trial ended by itself without a student. */
        failed,
        /** The user stopped the sweep; the training is in a checkpoint. */
        stopped,
        /** Successive halving passed the point over in this session; another may decide otherwise. */
        dropped,
        /** The student is about to see the test split. */
        tested
    }
}
