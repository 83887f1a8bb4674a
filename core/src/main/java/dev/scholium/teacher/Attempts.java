package dev.scholium.teacher;

import dev.scholium.teacher.TeacherFault.Kind;
import dev.scholium.teacher.price.TokenEstimate;
import dev.scholium.teacher.price.Usd;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings one request to its end: answered, failed for good, or the end of the run. Used by all workers of a pool. */
final class Attempts {

    private static final long OTHERS_NANOS = 200_000_000L;

    private final Teacher teacher;
    private final TeacherIdentity identity;
    private final TeacherConfig config;
    private final Journal journal;
    private final Charges charges;
    private final AttemptLimits limits;
    private final AskTally tally;
    private final StopSignal stop;

    Attempts(
            Teacher teacher,
            TeacherConfig config,
            Journal journal,
            Charges charges,
            AttemptLimits limits,
            AskTally tally,
            StopSignal stop) {
        this.teacher = teacher;
        this.identity = teacher.identity();
        this.config = config;
        this.journal = journal;
        this.charges = charges;
        this.limits = limits;
        this.tally = tally;
        this.stop = stop;
    }

    /** Asks one question as often as it takes; all that comes of it is handed to the journal on return. */
    void ask(RequestHash hash, Question question) {
        limits.await(stop, tokens(question));
        Usd most = charges.most(question.prompt());
        if (stop.isStopped() || !reserve(most)) {
            return;
        }
        Journal.Claim claim = claim(hash, question, most);
        if (claim == Journal.Claim.ASK || claim == Journal.Claim.ASK_AGAIN) {
            AttemptLimits.Leave leave = limits.leave(stop, tokens(question));
            if (stop.isStopped()) { // while the intent was written down: nothing was sent
                journal.failed(hash, stopped(), 0, true, Usd.ZERO);
                charges.settle(most, Usd.ZERO);
                return;
            }
            tally.asked.increment();
            if (claim == Journal.Claim.ASK_AGAIN) {
                tally.askedAgain.increment();
            }
            askUntilAnswered(hash, question, most, leave);
            return;
        }
        charges.settle(most, Usd.ZERO);
        if (claim == Journal.Claim.ANSWERED || claim == Journal.Claim.FAILED) {
            tally.deduplicated.increment();
        } else if (claim == Journal.Claim.IN_BATCH) {
            stopRun("a request is part of a batch job that has not ended; set delivery: batch to fetch its reply, or"
                    + " cancel the job");
        } // else stopped while another process asks it
    }

    private boolean reserve(@Nullable Usd most) {
        boolean reserved = charges.reserve(most, stop::isStopped);
        if (!reserved && !stop.isStopped() && !Thread.currentThread().isInterrupted()) {
            stopRun(charges.exhausted(Objects.requireNonNullElse(most, Usd.ZERO)));
        }
        return reserved;
    }

    /** Takes the request, or waits until it is known what became of it elsewhere. */
    private Journal.Claim claim(RequestHash hash, Question question, @Nullable Usd most) {
        Journal.Claim claim = journal.claim(hash, identity, question, most);
        while (claim == Journal.Claim.UNDER_WAY && !stop.isStopped()) {
            stop.sleep(OTHERS_NANOS);
            claim = journal.claim(hash, identity, question, most);
        }
        return claim;
    }

    /** Tokens that a request may take; not counted where nothing limits them. */
    private long tokens(Question question) {
        return config.maxTokensPerMinute() == null
                ? 0
                : TokenEstimate.of(question.prompt(), config).most();
    }

    private void askUntilAnswered(RequestHash hash, Question question, @Nullable Usd most, AttemptLimits.Leave first) {
        AttemptLimits.Leave leave = first;
        int attempt = 1;
        int faults = 0;
        Optional<TeacherFault> fault = askOnce(hash, question, attempt, most, leave);
        while (fault.isPresent()) {
            boolean rateLimited = fault.get().kind() == Kind.RATE_LIMITED; // no try: nothing was wrong with it
            faults += rateLimited ? 0 : 1;
            boolean last = isLast(fault.get(), faults);
            failed(hash, fault.get(), attempt, last, most);
            if (last) {
                gaveUp(fault.get());
                return;
            }
            waitAfter(fault.get(), faults, question);
            if (stop.isStopped() || !reserve(most)) {
                journal.failed(hash, stopped(), attempt, true, Usd.ZERO);
                return;
            }
            attempt++;
            journal.again(hash, most);
            leave = limits.leave(stop, tokens(question));
            if (stop.isStopped()) {
                journal.failed(hash, stopped(), attempt - 1, true, Usd.ZERO);
                charges.settle(most, Usd.ZERO);
                return;
            }
            fault = askOnce(hash, question, attempt, most, leave);
        }
    }

    private void failed(RequestHash hash, TeacherFault fault, int attempt, boolean last, @Nullable Usd most) {
        Usd cost = charges.of(fault, most);
        if (fault.kind() == Kind.RATE_LIMITED && !last) {
            journal.waiting(hash);
        } else {
            journal.failed(hash, fault, attempt, last, cost);
        }
        tally.paid(cost);
        charges.settle(most, cost);
    }

    private static TeacherFault stopped() {
        return new TeacherFault(Kind.CONNECTION, "the run stopped before it was answered");
    }

    private Optional<TeacherFault> askOnce(
            RequestHash hash, Question question, int attempt, @Nullable Usd most, AttemptLimits.Leave leave) {
        Completion completion;
        try {
            completion = teacher.ask(question);
        } catch (TeacherFault fault) {
            return Optional.of(fault);
        } catch (RuntimeException defect) {
            journal.failed(hash, stopped(), attempt, true, most);
            throw defect;
        } finally {
            limits.heard(teacher.serverLimits());
        }
        Usd cost = charges.of(completion.usage(), most);
        boolean overbilled = most != null && cost != null && cost.compareTo(most) > 0;
        if (overbilled) {
            stop.stop(); // first of all: not one more request
        }
        // before the reservation is given back: whoever is sent in its place is journalled later than this reply
        journal.answeredLater(hash, completion, attempt, cost);
        tally.used(completion.usage());
        tally.paid(cost);
        charges.settle(most, cost);
        limits.answered(leave, completion.usage());
        if (overbilled && most != null && cost != null) {
            stopRun(charges.overbilled(cost, most));
        }
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

    private void waitAfter(TeacherFault fault, int faults, Question question) {
        if (fault.kind() != Kind.RATE_LIMITED) {
            Duration own = limits.backOff(faults);
            Duration asked = fault.retryAfter().orElse(Duration.ZERO);
            Duration wait = asked.compareTo(own) > 0 ? asked : own;
            stop.sleep(Math.min(wait.toNanos(), Duration.ofMinutes(5).toNanos()));
        }
        limits.await(stop, tokens(question));
    }

    private String where() {
        String at = config.provider().equals(TeacherConfig.BUILT_IN) ? "" : " at " + config.baseUrl();
        return "teacher " + config.model() + at;
    }
}
