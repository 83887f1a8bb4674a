package dev.scholium.teacher.batch;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.teacher.Charges;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.JournalBatches;
import dev.scholium.teacher.JournalBatches.Batch;
import dev.scholium.teacher.TeacherFault;
import dev.scholium.teacher.TeacherFault.Kind;
import dev.scholium.teacher.TeacherIdentity;
import dev.scholium.teacher.price.Usd;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One teacher's batch jobs, step by step: each step is journalled so that another process can go on behind it.
 *
 * <p>A job is {@code preparing} while its requests are collected, {@code submitting} from just before the call that
 * makes it at the provider, and {@code submitted} once the provider's name for it is known. Nothing of a job that is
 * {@code preparing} can have been paid for; whether one that stayed {@code submitting} was made is looked up at the
 * provider before anything is submitted again. A job that the account has no room for is {@code deferred}.
 */
final class BatchJobs {

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

    JobFiles files() {
        return files;
    }

    /** What takes in how the jobs stand at the provider, and spends further money only if it may. */
    JobLooks looks(BatchTally tally, boolean spends) {
        return new JobLooks(this, teacher, journal, policy, clock, tally, spends);
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

    /**
     * Makes a job at the provider.
     *
     * @return whether it is known to have been made
     */
    boolean create(long id, JobDetails started, long requests, Path file) {
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

    /** {@return whether what a job may cost was reserved by this run, or by one that it goes on with} */
    boolean isOnOurAccount(Batch batch) {
        return !ofOtherRuns.contains(batch.id());
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
