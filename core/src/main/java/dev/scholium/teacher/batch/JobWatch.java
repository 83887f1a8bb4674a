package dev.scholium.teacher.batch;

import dev.scholium.progress.TimeText;
import dev.scholium.teacher.JournalBatches.Batch;
import dev.scholium.teacher.TeacherFault;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at one teacher's open jobs again and again, and tells the user how they stand. One thread. */
final class JobWatch {

    private final BatchJobs jobs;
    private final JobLooks looks;
    private final BatchTally tally;
    private final Clock clock;
    private final boolean spends;
    private final Map<Long, String> told = new HashMap<>();
    private boolean moved;
    private long cancelled;

    /**
     * A watch.
     *
     * @param jobs what is looked at
     * @param tally counts
     * @param clock tells how long jobs still have
     * @param spends whether what failed in one job is submitted in another; otherwise it waits to be asked again
     */
    JobWatch(BatchJobs jobs, BatchTally tally, Clock clock, boolean spends) {
        this.spends = spends;
        this.jobs = jobs;
        this.looks = jobs.looks(tally, spends);
        this.tally = tally;
        this.clock = clock;
    }

    /** Gives up jobs that a dead process, or an earlier failure of this one, left before they were submitted. */
    void clearUp() {
        for (Batch batch : jobs.open()) {
            if (batch.state().equals(BatchJobs.State.PREPARING) && !jobs.isHeldByOthers(batch)) {
                jobs.abandon(batch);
            }
        }
    }

    /**
     * Looks at every open job once.
     *
     * @return whether any is still open
     */
    boolean look() {
        moved = false;
        List<Batch> open = jobs.open();
        long completed = 0;
        long failed = 0;
        long requests = 0;
        String left = "";
        for (Batch batch : open) {
            jobs.patience().checkInterrupted();
            Look look = look(batch);
            requests += batch.requests();
            if (look instanceof Look.Running running) {
                completed += running.job().completed();
                failed += running.job().failed();
                left = left.isEmpty() ? timeLeft(running.job(), clock) : left;
            } else {
                tell(batch, look);
            }
        }
        if (!open.isEmpty()) {
            tally.progress()
                    .figures(open.size() + (open.size() == 1 ? " batch job: " : " batch jobs: ") + completed + " of "
                            + requests + " answered, " + failed + " failed" + left);
            tally.progress().advance(0); // shows the figures where there is no bar
        }
        return !jobs.open().isEmpty();
    }

    private Look look(Batch batch) {
        if (jobs.isHeldByOthers(batch)) {
            return new Look.Waiting("another process takes care of it");
        }
        try {
            return jobs.patience().repeat(() -> switch (batch.state()) {
                case BatchJobs.State.SUBMITTING -> looks.lookFor(batch);
                case BatchJobs.State.DEFERRED ->
                    spends ? looks.resume(batch) : new Look.Waiting("the account had no room for it");
                case BatchJobs.State.PREPARING -> new Look.Waiting("being collected");
                default -> looks.look(batch);
            });
        } catch (TeacherFault fault) {
            throw jobs.patience().stop(fault.reason());
        }
    }

    private void tell(Batch batch, Look look) {
        String said = look instanceof Look.Ended ended ? ended.how() : ((Look.Waiting) look).why();
        if (look instanceof Look.Ended ended) {
            moved = true;
            cancelled += ended.cancelled() ? 1 : 0;
        }
        if (!said.equals(told.put(batch.id(), said))) {
            String name = batch.providerId().isEmpty() ? "job " + batch.id() : batch.providerId();
            tally.progress().say("batch job " + name + " (" + batch.requests() + " requests): " + said);
        }
    }

    /** {@return how many of the jobs that ended had been cancelled} */
    long cancelled() {
        return cancelled;
    }

    /** {@return whether the last look found that a job had ended} */
    boolean hasMoved() {
        return moved;
    }

    /** {@return how far a job is, in a few words} */
    static String counts(RemoteJob job, Clock clock) {
        return job.completed() + " of " + job.total() + " answered, " + job.failed() + " failed"
                + (job.phase() == RemoteJob.Phase.RUNNING ? timeLeft(job, clock) : "")
                + (job.problem().isEmpty() ? "" : "; " + job.problem());
    }

    private static String timeLeft(RemoteJob job, Clock clock) {
        if (job.expiresAt() == null) {
            return "";
        }
        Duration left = Duration.between(clock.instant(), job.expiresAt());
        return left.isNegative() ? "; its time is up" : "; " + TimeText.rounded((double) left.toSeconds()) + " left";
    }
}
