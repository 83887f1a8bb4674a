package dev.scholium.teacher.batch;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.teacher.Charges;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.JournalBatches;
import dev.scholium.teacher.JournalBatches.Batch;
import dev.scholium.teacher.JournalBatches.OpenRequest;
import dev.scholium.teacher.RequestHash;
import dev.scholium.teacher.TeacherFault;
import dev.scholium.teacher.TeacherFault.Kind;
import dev.scholium.teacher.TeacherIdentity;
import dev.scholium.teacher.price.Usd;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One teacher's batch jobs, step by step: each step is journalled so that another process can go on behind it.
 *
 * <p>A job is {@code preparing} while its requests are collected, {@code submitting} from just before the call that
 * makes it at the provider, and {@code submitted} once the provider's name for it is known. Nothing of a job that is
 * {@code preparing} can have been paid for; whether one that stayed {@code submitting} was made is looked up at the
 * provider before anything is submitted again. A job that the account has no room for is {@code deferred}.
 */
final class BatchJobs {

    /** OpenAI's code for a job that would exceed the tokens that an account may have waiting. */
    private static final String TOO_MUCH_UNDER_WAY = "token_limit_exceeded";

    private final BatchTeacher teacher;
    private final TeacherIdentity identity;
    private final BatchApi api;
    private final Journal journal;
    private final JournalBatches batches;
    private final Charges charges;
    private final BatchPolicy policy;
    private final Clock clock;
    private final JobFiles files;
    private final JobNames names;
    private final Patience patience;
    private final Set<Long> own = new HashSet<>();
    private final Set<Long> ofOtherRuns = new HashSet<>();

    BatchJobs(BatchTeacher teacher, Journal journal, BatchPolicy policy, Clock clock) {
        this.teacher = teacher;
        this.identity = teacher.chat().identity();
        this.api = teacher.api();
        this.journal = journal;
        this.batches = journal.batches();
        this.charges = Charges.batch(teacher.config(), journal);
        this.policy = policy;
        this.clock = clock;
        this.files = new JobFiles(journal.file());
        this.names = new JobNames(journal.file(), clock);
        this.patience = new Patience(teacher.config(), policy);
    }

    Charges charges() {
        return charges;
    }

    Patience patience() {
        return patience;
    }

    BatchApi api() {
        return api;
    }

    /** {@return jobs whose end nobody has heard of yet} */
    List<Batch> open() {
        return batches.of(identity, true);
    }

    /** {@return whether another living process takes care of a job; otherwise it is ours from here on} */
    boolean isHeldByOthers(Batch batch) {
        if (own.contains(batch.id())) {
            return false;
        }
        boolean known = batch.run().equals(journal.run()) && !batch.run().isEmpty();
        if (!batches.adopt(batch.id())) {
            return true;
        }
        own.add(batch.id());
        if (!known) {
            ofOtherRuns.add(batch.id());
        }
        return false;
    }

    /** Begins a job for requests that are submitted for so many times. */
    JobDraft begin(int round) {
        JobDetails details = new JobDetails(names.next(), "", round, "");
        long id = batches.begin(identity, details.json());
        own.add(id);
        return new JobDraft(
                id, details, policy.limits().within(api.limits()), api.joint(), files.requests(details.name()));
    }

    /**
     * Submits a job.
     *
     * @return whether it is known to have been made; if not, a later look tells
     * @throws dev.scholium.teacher.TeacherException if the provider refuses it, or cannot be reached
     */
    boolean submit(JobDraft draft) {
        draft.close();
        try {
            String input = patience.repeat(() -> api.upload(draft.details().name(), draft.file()));
            JobDetails started = draft.details().started(input, clock.instant().toString());
            return create(draft.id(), started, draft.lines(), draft.file());
        } catch (ScholiumException e) {
            abandonUnsubmitted(draft.id());
            throw e;
        }
    }

    /** Gives up a job that is being filled. */
    void discard(JobDraft draft) {
        draft.close();
        abandonUnsubmitted(draft.id());
    }

    /** Waits until the jobs are to be looked at once more. */
    void awaitNextLook(int looks) {
        patience.sleep(policy.delay(looks));
    }

    private void abandonUnsubmitted(long id) {
        open().stream()
                .filter(batch -> batch.id() == id && batch.state().equals(State.PREPARING))
                .forEach(this::abandon);
    }

    private boolean create(long id, JobDetails started, long requests, Path file) {
        while (true) {
            batches.update(id, "", State.SUBMITTING, requests, started.json());
            try {
                RemoteJob remote = api.create(started.name(), started.input(), file);
                batches.update(id, remote.id(), State.SUBMITTED, requests, started.json());
                return true;
            } catch (TeacherFault fault) {
                if (fault.kind() == Kind.SERVER || fault.kind() == Kind.CONNECTION) {
                    return false; // it may have been made
                }
                batches.update(id, "", State.PREPARING, requests, started.json());
                patience.pause(fault);
            }
        }
    }

    /** The words for a job's state in the journal. */
    static final class State {
        static final String PREPARING = "preparing";
        static final String SUBMITTING = "submitting";
        static final String SUBMITTED = "submitted";
        static final String DEFERRED = "deferred";

        private State() {}
    }

    /** Gives up a job that was not submitted: anybody may ask its requests. */
    void abandon(Batch batch) {
        boolean reserved = isOnOurAccount(batch);
        batches.open(batch.id())
                .forEach(request -> charges.settleBatch(reserved ? request.reserved() : Usd.ZERO, Usd.ZERO));
        batches.unsent(batch.id());
        batches.end(batch.id(), "abandoned");
        files.deleteRequests(JobDetails.of(batch).name());
    }

    private boolean isOnOurAccount(Batch batch) {
        return !ofOtherRuns.contains(batch.id());
    }

    private static TeacherFault notSent() {
        return new TeacherFault(Kind.CONNECTION, "the batch job that it was collected for was not submitted");
    }

    /** None of a job's requests was worked on: they failed, for good or to be submitted once more. */
    private void release(Batch batch, boolean forGood) {
        boolean reserved = isOnOurAccount(batch);
        for (OpenRequest request : batches.open(batch.id())) {
            journal.failedLater(request.hash(), notSent(), 0, forGood, Usd.ZERO);
            charges.settleBatch(reserved ? request.reserved() : Usd.ZERO, Usd.ZERO);
        }
        journal.flush();
    }

    /** Looks for a job at the provider that stayed {@code submitting}. */
    Look lookFor(Batch batch, BatchTally tally, boolean spends) {
        JobDetails details = JobDetails.of(batch);
        Instant started = Instant.parse(details.startedAt());
        if (clock.instant().isBefore(started.plus(policy.settling()))) {
            return new Look.Waiting("just submitted, not listed yet");
        }
        Set<String> known =
                batches.of(identity, false).stream().map(Batch::providerId).collect(Collectors.toSet());
        Set<String> ours = batches.open(batch.id()).stream()
                .map(request -> request.hash().hex())
                .collect(Collectors.toSet());
        Sighting sighting = api.find(new BatchApi.Wanted(
                details.name(), started, batch.requests(), known::contains, ours::contains, files.folder()));
        if (sighting instanceof Sighting.Found found) {
            batches.update(batch.id(), found.job().id(), State.SUBMITTED, batch.requests(), batch.details());
            return new Look.Waiting("found again at the provider");
        }
        if (sighting instanceof Sighting.Undecided undecided) {
            return new Look.Waiting("may be " + undecided.id() + ", which tells when it has ended");
        }
        if (!spends) {
            abandon(batch);
            return new Look.Ended("was never made", false);
        }
        boolean last = details.round() > teacher.config().maxRetries();
        release(batch, last);
        if (last) {
            tally.failed(batch.requests());
        }
        resubmit(batch, details, tally);
        close(batch, "never made");
        return new Look.Ended("was never made; submitted again", false);
    }

    /** Asks the provider how a submitted job stands, and takes its replies in if it has ended. */
    Look look(Batch batch, BatchTally tally, boolean spends) {
        RemoteJob remote = api.get(batch.providerId());
        if (remote.phase() == RemoteJob.Phase.RUNNING) {
            return new Look.Running(remote);
        }
        if (remote.phase() == RemoteJob.Phase.REFUSED) {
            if (remote.problem().contains(TOO_MUCH_UNDER_WAY) && othersAreUnderWay(batch)) {
                batches.update(batch.id(), "", State.DEFERRED, batch.requests(), batch.details());
                return new Look.Waiting("the account has too much under way; submitted again when a job has ended");
            }
            release(batch, true);
            close(batch, remote.status());
            throw patience.stop("the job " + remote.id() + " was refused as a whole: " + remote.problem());
        }
        BatchMerge merge = merge(batch, remote, tally);
        boolean stops = !spends
                || remote.cancelled()
                || merge.hopeless().isPresent()
                || !merge.overbilled().isEmpty();
        if (!stops) {
            resubmit(batch, JobDetails.of(batch), tally);
        }
        close(batch, remote.status());
        merge.hopeless().ifPresent(fault -> {
            throw patience.stop("nothing in the job " + remote.id() + " was answered: " + fault.reason());
        });
        if (!merge.overbilled().isEmpty()) {
            throw patience.stop(merge.overbilled());
        }
        String lost = merge.lost() == 0 ? "" : ", " + merge.lost() + " without a whole line in the results";
        return new Look.Ended(
                remote.status() + ": " + merge.answered() + " answered, " + merge.failed() + " not" + lost,
                remote.cancelled());
    }

    private boolean othersAreUnderWay(Batch batch) {
        return open().stream()
                .anyMatch(other -> other.id() != batch.id() && other.state().equals(State.SUBMITTED));
    }

    /** Submits a job once more that the account had no room for, when none of the others is under way. */
    Look resume(Batch batch) {
        if (othersAreUnderWay(batch)) {
            return new Look.Waiting("waits until a job has ended: the account had no room for it");
        }
        JobDetails details = JobDetails.of(batch);
        JobDetails started = details.started(details.input(), clock.instant().toString());
        create(batch.id(), started, batch.requests(), files.requests(details.name()));
        return new Look.Waiting("submitted again");
    }

    private BatchMerge merge(Batch batch, RemoteJob remote, BatchTally tally) {
        JobDetails details = JobDetails.of(batch);
        List<Path> results = new ArrayList<>();
        for (String result : remote.results()) {
            Path file = files.results(details.name(), results.size() + 1);
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
                isOnOurAccount(batch),
                details.round(),
                last,
                Duration.between(submitted, clock.instant()));
        results.forEach(JobFiles::delete);
        return merge;
    }

    /** Submits once more what failed in a job, but not for good. */
    private void resubmit(Batch batch, JobDetails details, BatchTally tally) {
        List<OpenRequest> waiting = batches.waiting(batch.id());
        if (waiting.isEmpty()) {
            return;
        }
        Resubmission again = new Resubmission(api, batches, charges, files.requests(details.name()));
        JobDraft draft = begin(details.round() + 1);
        List<RequestHash> left = again.copy(waiting, draft);
        for (RequestHash hash : left) {
            journal.failedLater(hash, again.whyLeft(), details.round(), true, Usd.ZERO);
        }
        tally.failed(left.size());
        journal.flush();
        if (draft.lines() > 0) {
            submit(draft);
        } else {
            discard(draft);
        }
    }

    private void close(Batch batch, String state) {
        JobDetails details = JobDetails.of(batch);
        batches.end(batch.id(), state);
        files.deleteRequests(details.name());
        try {
            api.forget(details.input());
        } catch (TeacherFault left) {
            // the provider keeps a file that nobody needs
        }
    }

    /** {@return what ends a run that does not wait, or a command that only says how jobs stand} */
    ScholiumException underWay() {
        List<Batch> open = open();
        long requests = open.stream().mapToLong(Batch::requests).sum();
        return new ScholiumException(
                ExitCode.DONE,
                open.size() + (open.size() == 1 ? " batch job with " : " batch jobs with ") + requests
                        + " requests under way at " + teacher.config().provider()
                        + "; run the same command again without --no-wait to go on, or look with \"scholium batch"
                        + " status\"");
    }

    /** {@return whether to wait for jobs} */
    boolean waits() {
        return policy.waits();
    }

    /** Asks for a job's end; one that the provider does not know any more has ended. */
    String cancel(Batch batch) {
        if (batch.providerId().isEmpty()) {
            return "not submitted yet";
        }
        try {
            return api.cancel(batch.providerId()).status();
        } catch (TeacherFault fault) {
            if (fault.status() != 404) {
                throw patience.stop(fault.reason());
            }
            batches.end(batch.id(), "gone");
            return "gone: the provider does not know it; what was in it is of unknown outcome";
        }
    }
}
