package dev.scholium.teacher.batch;

import dev.scholium.progress.Progress;
import dev.scholium.teacher.AskSummary;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.JournalBatches.Batch;
import dev.scholium.teacher.JournalEntry;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherFault;
import dev.scholium.teacher.TeacherIdentity;
import dev.scholium.teacher.price.TeacherPrice;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Asks by a provider's batch jobs what the journal does not hold yet.
 *
 * <p>Questions are collected into jobs as large as the provider takes and the budget allows, the jobs are submitted and
 * waited for, and what failed or expired in one is submitted again in another. A process that is killed, or does not
 * wait, leaves jobs that go on at the provider; the next one that asks the same teacher over the same journal finds
 * them. One caller at a time.
 */
public final class BatchAsker implements Asker {

    private final BatchTeacher teacher;
    private final Journal journal;
    private final BatchPolicy policy;
    private final BatchJobs jobs;
    private final Clock clock;

    /**
     * An asker.
     *
     * @param teacher who is asked
     * @param journal where requests, jobs and replies are kept; open jobs' requests lie in a folder beside it
     * @param policy how jobs are made and waited for
     * @param clock tells how long jobs still have
     */
    public BatchAsker(BatchTeacher teacher, Journal journal, BatchPolicy policy, Clock clock) {
        this.teacher = teacher;
        this.journal = journal;
        this.policy = policy;
        this.jobs = new BatchJobs(teacher, journal, policy, clock);
        this.clock = clock;
    }

    @Override
    public AskSummary ask(Iterator<Question> questions, Progress progress) {
        BatchTally tally = new BatchTally(progress);
        JobWatch watch = new JobWatch(jobs, tally, clock, true);
        watch.clearUp();
        BatchCollector collector = new BatchCollector(teacher, journal, jobs, tally, watch);
        collector.collect(questions);
        int looks = 0;
        while (true) {
            watch.look();
            collector.collectAgain();
            boolean open = !jobs.open().isEmpty();
            if (!open && collector.isDone()) {
                break;
            }
            if (open && !policy.waits()) {
                throw jobs.underWay();
            }
            looks = watch.hasMoved() ? 1 : looks + 1;
            jobs.awaitNextLook(looks);
        }
        if (watch.cancelled() > 0) {
            throw jobs.patience()
                    .stop(watch.cancelled() + (watch.cancelled() == 1 ? " job was" : " jobs were")
                            + " cancelled; what was answered before is kept, run the same command again for the rest");
        }
        tally.finish();
        return tally.summary();
    }

    @Override
    public void sendAhead(Iterator<Question> questions, Progress progress) {
        BatchTally tally = new BatchTally(progress);
        JobWatch watch = new JobWatch(jobs, tally, clock, true);
        watch.clearUp();
        new BatchCollector(teacher, journal, jobs, tally, watch).collect(questions);
    }

    /**
     * One of the teacher's jobs as it stands.
     *
     * @param id its number in the journal
     * @param providerId its name at the provider; empty before it is submitted
     * @param state in the journal's word, or the provider's where it was asked
     * @param requests how many are in it
     * @param note counts and time left, or what is being waited for; empty if there is nothing to say
     */
    public record JobStatus(long id, String providerId, String state, long requests, String note) {}

    /**
     * The teacher's jobs; those that are open are asked about at the provider.
     *
     * @return in the order they were begun
     * @throws dev.scholium.teacher.TeacherException if the provider cannot be asked
     */
    public List<JobStatus> status() {
        List<JobStatus> statuses = new ArrayList<>();
        for (Batch batch : journal.batches().of(identity(), false)) {
            boolean submitted = batch.endedAt().isEmpty() && !batch.providerId().isEmpty();
            Optional<RemoteJob> remote = submitted ? remote(batch) : Optional.empty();
            statuses.add(new JobStatus(
                    batch.id(),
                    batch.providerId(),
                    remote.map(RemoteJob::status).orElse(batch.state()),
                    batch.requests(),
                    remote.map(job -> JobWatch.counts(job, clock)).orElse("")));
        }
        return statuses;
    }

    private Optional<RemoteJob> remote(Batch batch) {
        try {
            return Optional.of(jobs.patience().repeat(() -> jobs.api().get(batch.providerId())));
        } catch (TeacherFault fault) {
            return Optional.empty();
        }
    }

    /**
     * Takes in the replies of jobs that have ended; what failed in them waits to be asked again.
     *
     * @param progress is told of each
     * @return how many jobs are still open
     */
    public int fetch(Progress progress) {
        JobWatch watch = new JobWatch(jobs, new BatchTally(progress), clock, false);
        watch.clearUp();
        watch.look();
        return jobs.open().size();
    }

    /**
     * Waits until all jobs have ended, and takes their replies in; what failed in them waits to be asked again.
     *
     * @param progress is told of each
     */
    public void await(Progress progress) {
        JobWatch watch = new JobWatch(jobs, new BatchTally(progress), clock, false);
        watch.clearUp();
        int looks = 0;
        while (watch.look()) {
            looks = watch.hasMoved() ? 1 : looks + 1;
            jobs.awaitNextLook(looks);
        }
    }

    /**
     * Asks the provider to end all open jobs. What was answered by then is paid for, and fetched like any other.
     *
     * @return a line a job
     */
    public List<String> cancel() {
        List<String> lines = new ArrayList<>();
        for (Batch batch : jobs.open()) {
            String name = batch.providerId().isEmpty() ? "job " + batch.id() : batch.providerId();
            lines.add(name + " (" + batch.requests() + " requests): " + jobs.cancel(batch));
        }
        return lines;
    }

    @Override
    public TeacherPrice price() {
        return jobs.charges().price();
    }

    @Override
    public JournalEntry find(Question question) {
        return journal.find(hash(question));
    }

    @Override
    public TeacherIdentity identity() {
        return teacher.chat().identity();
    }

    @Override
    public TeacherConfig config() {
        return teacher.config();
    }
}
