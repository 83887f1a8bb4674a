package dev.scholium.teacher.batch;

import dev.scholium.teacher.Charges;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.JournalBatches;
import dev.scholium.teacher.JournalBatches.Batch;
import dev.scholium.teacher.JournalBatches.OpenRequest;
import dev.scholium.teacher.RequestHash;
import dev.scholium.teacher.TeacherFault;
import dev.scholium.teacher.TeacherFault.Kind;
import dev.scholium.teacher.price.Usd;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at submitted jobs: takes the replies of those that have ended in, and submits once more what failed. */
final class JobLooks {

    /** OpenAI's code for a job that would exceed the tokens that an account may have waiting. */
    private static final String TOO_MUCH_UNDER_WAY = "token_limit_exceeded";

    private final BatchJobs jobs;
    private final BatchTeacher teacher;
    private final BatchApi api;
    private final Journal journal;
    private final JournalBatches batches;
    private final Charges charges;
    private final BatchPolicy policy;
    private final Clock clock;
    private final BatchTally tally;
    private final boolean spends;

    JobLooks(
            BatchJobs jobs,
            BatchTeacher teacher,
            Journal journal,
            BatchPolicy policy,
            Clock clock,
            BatchTally tally,
            boolean spends) {
        this.jobs = jobs;
        this.teacher = teacher;
        this.api = teacher.api();
        this.journal = journal;
        this.batches = journal.batches();
        this.charges = jobs.charges();
        this.policy = policy;
        this.clock = clock;
        this.tally = tally;
        this.spends = spends;
    }

    /** Looks for a job at the provider that stayed {@code submitting}. */
    Look lookFor(Batch batch) {
        JobDetails details = JobDetails.of(batch);
        Instant started = Instant.parse(details.startedAt());
        if (clock.instant().isBefore(started.plus(policy.settling()))) {
            return new Look.Waiting("just submitted, not listed yet");
        }
        Set<String> known = batches.of(teacher.chat().identity(), false).stream()
                .map(Batch::providerId)
                .collect(Collectors.toSet());
        Set<String> ours = batches.open(batch.id()).stream()
                .map(request -> request.hash().hex())
                .collect(Collectors.toSet());
        Sighting sighting = api.find(new BatchApi.Wanted(
                details.name(),
                started,
                batch.requests(),
                known::contains,
                ours::contains,
                jobs.files().folder()));
        if (sighting instanceof Sighting.Found found) {
            batches.update(batch.id(), found.job().id(), BatchJobs.State.SUBMITTED, batch.requests(), batch.details());
            return new Look.Waiting("found again at the provider");
        }
        if (sighting instanceof Sighting.Undecided undecided) {
            return new Look.Waiting("may be " + undecided.id() + ", which tells when it has ended");
        }
        if (!spends) {
            jobs.abandon(batch);
            return new Look.Ended("was never made", false);
        }
        boolean last = details.round() > teacher.config().maxRetries();
        release(batch, last);
        if (last) {
            tally.failed(batch.requests());
        }
        resubmit(batch, details);
        close(batch, "never made");
        return new Look.Ended("was never made; submitted again", false);
    }

    /** Asks the provider how a submitted job stands, and takes its replies in if it has ended. */
    Look look(Batch batch) {
        RemoteJob remote = api.get(batch.providerId());
        if (remote.phase() == RemoteJob.Phase.RUNNING) {
            return new Look.Running(remote);
        }
        if (remote.phase() == RemoteJob.Phase.REFUSED) {
            if (remote.problem().contains(TOO_MUCH_UNDER_WAY) && othersAreUnderWay(batch)) {
                batches.update(batch.id(), "", BatchJobs.State.DEFERRED, batch.requests(), batch.details());
                return new Look.Waiting("the account has too much under way; submitted again when a job has ended");
            }
            release(batch, true);
            close(batch, remote.status());
            throw jobs.patience().stop("the job " + remote.id() + " was refused as a whole: " + remote.problem());
        }
        BatchMerge merge = merge(batch, remote);
        boolean stops = !spends
                || remote.cancelled()
                || merge.hopeless().isPresent()
                || !merge.overbilled().isEmpty();
        if (!stops) {
            resubmit(batch, JobDetails.of(batch));
        }
        close(batch, remote.status());
        merge.hopeless().ifPresent(fault -> {
            throw jobs.patience().stop("nothing in the job " + remote.id() + " was answered: " + fault.reason());
        });
        if (!merge.overbilled().isEmpty()) {
            throw jobs.patience().stop(merge.overbilled());
        }
        String lost = merge.lost() == 0 ? "" : ", " + merge.lost() + " without a whole line in the results";
        return new Look.Ended(
                remote.status() + ": " + merge.answered() + " answered, " + merge.failed() + " not" + lost,
                remote.cancelled());
    }

    /** Submits a job once more that the account had no room for, when none of the others is under way. */
    Look resume(Batch batch) {
        if (othersAreUnderWay(batch)) {
            return new Look.Waiting("waits until a job has ended: the account had no room for it");
        }
        JobDetails details = JobDetails.of(batch);
        JobDetails started = details.started(details.input(), clock.instant().toString());
        jobs.create(batch.id(), started, batch.requests(), jobs.files().requests(details.name()));
        return new Look.Waiting("submitted again");
    }

    private BatchMerge merge(Batch batch, RemoteJob remote) {
        JobDetails details = JobDetails.of(batch);
        List<Path> results = new ArrayList<>();
        for (String result : remote.results()) {
            Path file = jobs.files().results(details.name(), results.size() + 1);
            api.download(result, file);
            results.add(file);
        }
        BatchMerge merge = new BatchMerge(teacher.chat(), journal, api, charges, teacher::redacted, tally);
        Instant submitted = batch.submittedAt().isEmpty() ? clock.instant() : Instant.parse(batch.submittedAt());
        boolean last = remote.cancelled() || details.round() > teacher.config().maxRetries();
        merge.merge(
                batch,
                remote,
                results,
                jobs.isOnOurAccount(batch),
                details.round(),
                last,
                Duration.between(submitted, clock.instant()));
        results.forEach(JobFiles::delete);
        return merge;
    }

    /** Submits once more what failed in a job, but not for good. */
    private void resubmit(Batch batch, JobDetails details) {
        List<OpenRequest> waiting = batches.waiting(batch.id());
        if (waiting.isEmpty()) {
            return;
        }
        Resubmission again =
                new Resubmission(api, batches, charges, jobs.files().requests(details.name()));
        JobDraft draft = jobs.begin(details.round() + 1);
        List<RequestHash> left = again.copy(waiting, draft);
        for (RequestHash hash : left) {
            journal.failedLater(hash, again.whyLeft(), details.round(), true, Usd.ZERO);
        }
        tally.failed(left.size());
        journal.flush();
        if (draft.lines() > 0) {
            jobs.submit(draft);
        } else {
            jobs.discard(draft);
        }
    }

    /** None of a job's requests was worked on: they failed, for good or to be submitted once more. */
    private void release(Batch batch, boolean forGood) {
        boolean reserved = jobs.isOnOurAccount(batch);
        for (OpenRequest request : batches.open(batch.id())) {
            journal.failedLater(request.hash(), notSent(), 0, forGood, Usd.ZERO);
            charges.settleBatch(reserved ? request.reserved() : Usd.ZERO, Usd.ZERO);
        }
        journal.flush();
    }

    private static TeacherFault notSent() {
        return new TeacherFault(Kind.CONNECTION, "the batch job that it was collected for was not submitted");
    }

    private void close(Batch batch, String state) {
        JobDetails details = JobDetails.of(batch);
        batches.end(batch.id(), state);
        jobs.files().deleteRequests(details.name());
        try {
            api.forget(details.input());
        } catch (TeacherFault left) {
            // the provider keeps a file that nobody needs
        }
    }

    private boolean othersAreUnderWay(Batch batch) {
        return jobs.open().stream()
                .anyMatch(other -> other.id() != batch.id() && other.state().equals(BatchJobs.State.SUBMITTED));
    }
}
