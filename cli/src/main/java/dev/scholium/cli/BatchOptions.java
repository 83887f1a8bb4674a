package dev.scholium.cli;

import picocli.CommandLine.Option;

/** Whether a recipe's teacher is asked by its provider's batch jobs, and whether to wait for them. */
final class BatchOptions {

    @Option(
            names = "--batch",
            description =
                    "Ask by the provider's batch jobs, for half the price and within a day: teacher.delivery=batch.")
    private boolean batch;

    @Option(
            names = "--no-wait",
            description = "End when all batch jobs are submitted; the same command without it goes on.")
    private boolean noWait;

    /** {@return whether the recipe's delivery is to be batch} */
    boolean isBatch() {
        return batch;
    }

    /** {@return whether to wait until the jobs have ended} */
    boolean waits() {
        return !noWait;
    }
}
