package dev.scholium.teacher;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.teacher.price.TeacherPrice;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Asks a teacher many questions at once, within its limits, and asks nothing that the journal already holds.
 *
 * <p>Replies go into the journal and are read from there: a pool keeps none of them. Equal questions are asked once,
 * also when both are under way. One caller at a time.
 */
public final class TeacherPool implements Asker {

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Teacher teacher;
    private final TeacherIdentity identity;
    private final TeacherConfig config;
    private final Journal journal;
    private final Charges charges;
    private final RetryPolicy policy;
    private final long seed;
    private final long minuteNanos;

    /**
     * A pool over a teacher.
     *
     * @param teacher who is asked
     * @param config its limits
     * @param journal where requests and replies are kept
     * @param policy when to ask again and when to give up
     * @param seed of the jitter between attempts
     */
    public TeacherPool(Teacher teacher, TeacherConfig config, Journal journal, RetryPolicy policy, long seed) {
        this(teacher, config, journal, policy, seed, MINUTE_NANOS);
    }

    /** A pool whose minute lasts so long. */
    TeacherPool(
            Teacher teacher, TeacherConfig config, Journal journal, RetryPolicy policy, long seed, long minuteNanos) {
        this.teacher = teacher;
        this.identity = teacher.identity();
        this.config = config;
        this.journal = journal;
        this.charges = Charges.live(config, journal);
        this.policy = policy;
        this.seed = seed;
        this.minuteNanos = minuteNanos;
    }

    @Override
    public AskSummary ask(Iterator<Question> questions, Progress progress) {
        Asking asking = new Asking(progress);
        asking.startWorkers();
        boolean interrupted = false;
        try {
            interrupted = !asking.feed(questions);
        } catch (RuntimeException e) {
            if (Thread.interrupted()) { // a file that was read when the interrupt came was closed by it
                interrupted = true;
                asking.stop.stop();
            } else {
                asking.stop.stop(e);
            }
        }
        interrupted |= asking.finish();
        flush(asking.stop);
        RuntimeException cause = asking.stop.cause();
        if (cause != null) {
            if (cause.getCause() instanceof Error error) {
                throw error;
            }
            throw cause;
        }
        if (interrupted) {
            throw new ScholiumException(
                    ExitCode.INTERRUPTED,
                    "interrupted: every reply so far is in " + journal.file()
                            + "; run the same command again to go on");
        }
        return asking.tally.summary();
    }

    /** Waits for the last replies to be committed, also when interrupted. */
    private void flush(StopSignal stop) {
        try {
            journal.flush();
        } catch (ScholiumException e) {
            stop.stop(e);
        }
    }

    @Override
    public TeacherPrice price() {
        return charges.price();
    }

    @Override
    public JournalEntry find(Question question) {
        return journal.find(hash(question));
    }

    @Override
    public TeacherIdentity identity() {
        return identity;
    }

    @Override
    public TeacherConfig config() {
        return config;
    }

    /** One question on its way to a worker; the end mark has none. */
    private record Job(RequestHash hash, Question question) {}

    /** The state of one call of {@link #ask}. */
    private final class Asking {
        private final StopSignal stop = new StopSignal();
        private final AskTally tally = new AskTally();
        private final LiveFigures figures;
        private final Attempts attempts;
        private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>(2 * config.maxConcurrentRequests());
        private final Set<RequestHash> pending = ConcurrentHashMap.newKeySet();
        private final List<Thread> workers = new ArrayList<>();
        private volatile boolean fed;

        Asking(Progress progress) {
            this.figures = new LiveFigures(progress, tally);
            this.attempts = new Attempts(
                    teacher,
                    config,
                    journal,
                    charges,
                    new AttemptLimits(policy, config, minuteNanos, new SplittableRandom(seed), progress::say),
                    tally,
                    stop);
        }

        void startWorkers() {
            for (int i = 1; i <= config.maxConcurrentRequests(); i++) {
                Thread worker = new Thread(this::work, "teacher-" + i);
                worker.setDaemon(true);
                workers.add(worker);
                worker.start();
            }
        }

        /** Hands out questions; false if interrupted. */
        boolean feed(Iterator<Question> questions) {
            try {
                while (!stop.isStopped() && questions.hasNext()) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    offer(questions.next());
                }
                return true;
            } catch (InterruptedException e) {
                stop.stop();
                return false;
            } finally {
                fed = true;
            }
        }

        private void offer(Question question) throws InterruptedException {
            tally.prompts.increment();
            RequestHash hash = hash(question);
            JournalEntry entry = journal.isNew(hash) ? new JournalEntry.Missing() : journal.find(hash);
            if (entry instanceof JournalEntry.Answered answered) {
                (answered.thisSession() ? tally.deduplicated : tally.fromJournal).increment();
                done();
            } else if (entry instanceof JournalEntry.Failed failed && failed.thisSession()) {
                tally.deduplicated.increment();
                done();
            } else if (!pending.add(hash)) {
                tally.deduplicated.increment();
                done();
            } else {
                charges.check();
                Job job = new Job(hash, question);
                while (!queue.offer(job, 100, TimeUnit.MILLISECONDS) && !stop.isStopped()) {
                    // all workers are busy
                }
            }
        }

        private void work() {
            try {
                while (!stop.isStopped()) {
                    Job job = queue.poll(20, TimeUnit.MILLISECONDS);
                    if (job != null) {
                        attempts.ask(job.hash(), job.question());
                        pending.remove(job.hash());
                        done();
                    } else if (fed && queue.isEmpty()) {
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                stop.stop(e);
            } catch (Error e) { // out of memory, say: the others must not wait for this worker
                stop.stop(new IllegalStateException("a worker ended: " + e, e));
            }
        }

        private void done() {
            figures.done();
        }

        /** Waits for what is under way; true if interrupted meanwhile. A second interrupt breaks connections off. */
        boolean finish() {
            boolean interrupted = false;
            for (Thread worker : workers) {
                while (worker.isAlive()) {
                    try {
                        worker.join();
                    } catch (InterruptedException e) {
                        if (stop.isStopped()) {
                            workers.forEach(Thread::interrupt);
                        }
                        interrupted = true;
                        stop.stop();
                    }
                }
            }
            return interrupted;
        }
    }
}
