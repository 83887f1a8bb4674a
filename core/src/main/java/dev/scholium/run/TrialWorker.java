package dev.scholium.run;

import dev.scholium.data.DataSplit;
import java.util.Optional;

/** Does one piece of a sweep's work, in this process or another. Safe for several threads. */
@FunctionalInterface
public interface TrialWorker {

    /**
     * Trains a trial's student as far as it is not trained yet, and lets it predict a split.
     *
     * @param folder the sweep's
     * @param trial id of the trial
     * @param split what it predicts
     * @param threads processor threads that it may use
     * @return why it failed, in one line; empty when it is done
     * @throws InterruptedException if this thread is interrupted; the trial's training is then kept in a checkpoint
     */
    Optional<String> work(SweepFolder folder, String trial, DataSplit split, int threads) throws InterruptedException;
}
