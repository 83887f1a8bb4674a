package dev.scholium.teacher;

import dev.scholium.teacher.TeacherFault.Kind;
import java.time.Duration;
import java.util.Optional;

/** Brings one request to its end: answered, failed for good, or the end of the run. Used by all workers of a pool. */
final class Attempts {

    private static final long OTHERS_NANOS = 200_000_000L;

    private final Teacher teacher;
    private final TeacherIdentity identity;
    private final TeacherConfig config;
    private final Journal journal;
    private final AttemptLimits limits;
    private final AskTally tally;
    private final StopSignal stop;

    Attempts(
            Teacher teacher,
            TeacherConfig config,
            Journal journal,
            AttemptLimits limits,
            AskTally tally,
            StopSignal stop) {
        this.teacher = teacher;
        this.identity = teacher.identity();
        this.config = config;
        this.journal = journal;
        this.limits = limits;
        this.tally = tally;
        this.stop = stop;
    }

    /** Asks one question as often as it takes; all that comes of it is in the journal on return. */
    void ask(RequestHash hash, Question question) {
        limits.await(stop);
        Journal.Claim claim = Journal.Claim.UNDER_WAY;
        while (claim == Journal.Claim.UNDER_WAY && !stop.isStopped()) {
            claim = journal.claim(hash, identity, question, null);
            if (claim == Journal.Claim.IN_BATCH) {
                stop.stop(new TeacherException(
                        config.model(),
                        where() + ": a request is part of a batch job that has not ended; set delivery: batch to fetch"
                                + " its reply, or cancel the job"));
                return;
            }
            if (claim == Journal.Claim.UNDER_WAY) {
                stop.sleep(OTHERS_NANOS);
            }
        }
        if (claim == Journal.Claim.ANSWERED || claim == Journal.Claim.FAILED) {
            tally.deduplicated.increment();
            return;
        }
        if (claim == Journal.Claim.UNDER_WAY) {
            return; // stopped while another process asks it
        }
        tally.asked.increment();
        if (claim == Journal.Claim.ASK_AGAIN) {
            tally.askedAgain.increment();
        }
        askUntilAnswered(hash, question);
    }

    private void askUntilAnswered(RequestHash hash, Question question) {
        int attempt = 1;
        int faults = 0;
        Optional<TeacherFault> fault = askOnce(hash, question, attempt);
        while (fault.isPresent()) {
            boolean rateLimited = fault.get().kind() == Kind.RATE_LIMITED; // no try: nothing was wrong with it
            faults += rateLimited ? 0 : 1;
            boolean last = isLast(fault.get(), faults);
            if (rateLimited && !last) {
                journal.waiting(hash);
            } else {
                journal.failed(hash, fault.get(), attempt, last, null);
            }
            if (last) {
                gaveUp(fault.get());
                return;
            }
            waitAfter(fault.get(), faults);
            if (stop.isStopped()) {
                giveBack(hash, attempt);
                return;
            }
            attempt++;
            journal.again(hash, null);
            fault = askOnce(hash, question, attempt);
        }
    }

    private Optional<TeacherFault> askOnce(RequestHash hash, Question question, int attempt) {
        Completion completion;
        try {
            completion = teacher.ask(question);
        } catch (TeacherFault fault) {
            return Optional.of(fault);
        } catch (RuntimeException defect) {
            giveBack(hash, attempt);
            throw defect;
        }
        journal.answered(hash, completion, attempt, null);
        tally.used(completion.usage());
        limits.answered();
        return Optional.empty();
    }

    /** Whether the request will not be sent again, and with it perhaps the run: then the signal is given here. */
    private boolean isLast(TeacherFault fault, int faults) {
        return switch (fault.kind()) {
            case HOPELESS -> stopRun(fault.reason());
            case PROMPT_REFUSED -> true;
            case RATE_LIMITED ->
                !limits.refused(fault)
                        && stopRun(fault.reason() + "; waited as long as it may, run the same command again later");
            case UNREACHABLE -> (!limits.hasAnswered() || faults > config.maxRetries()) && stopRun(fault.reason());
            case SERVER, CONNECTION -> faults > config.maxRetries();
        };
    }

    private boolean stopRun(String why) {
        stop.stop(new TeacherException(config.model(), where() + ": " + why));
        return true;
    }

    private void gaveUp(TeacherFault fault) {
        tally.failed.increment();
        if (fault.kind() == TeacherFault.Kind.PROMPT_REFUSED) {
            return; // this prompt's fault, not the teacher's
        }
        if (limits.failedTooOften()) {
            stopRun(limits.failuresAllowed() + " requests in a row got no answer; the last: " + fault.reason());
        }
    }

    private void waitAfter(TeacherFault fault, int faults) {
        if (fault.kind() != Kind.RATE_LIMITED) {
            Duration own = limits.backOff(faults);
            Duration asked = fault.retryAfter().orElse(Duration.ZERO);
            Duration wait = asked.compareTo(own) > 0 ? asked : own;
            stop.sleep(Math.min(wait.toNanos(), Duration.ofMinutes(5).toNanos()));
        }
        limits.await(stop);
    }

    private void giveBack(RequestHash hash, int attempt) {
        journal.failed(
                hash, new TeacherFault(Kind.CONNECTION, "the run stopped before it was answered"), attempt, true, null);
    }

    private String where() {
        String at = config.provider().equals(TeacherConfig.BUILT_IN) ? "" : " at " + config.baseUrl();
        return "teacher " + config.model() + at;
    }
}
