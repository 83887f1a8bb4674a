package dev.scholium.teacher;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.Prompt;
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
 * Asks a teacher many prompts at once, within its limits, and asks nothing that the journal already holds.
 *
 * <p>Replies go into the journal and are read from there: a pool keeps none of them. Equal prompts are asked once, also
 * when both are under way. One caller at a time.
 */
public final class TeacherPool {

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Teacher teacher;
    private final TeacherIdentity identity;
    private final TeacherConfig config;
    private final Journal journal;
    private final RetryPolicy policy;
    private final long seed;

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
        this.teacher = teacher;
        this.identity = teacher.identity();
        this.config = config;
        this.journal = journal;
        this.policy = policy;
        this.seed = seed;
    }

    /**
     * Asks all prompts that are not answered yet, and returns when each is answered or has failed for good.
     *
     * <p>Interrupting the calling thread ends it in order: nothing more is sent, what is under way is waited for and
     * journalled.
     *
     * @param prompts taken as workers become free
     * @param progress advances by one a prompt
     * @return what it took
     * @throws TeacherException if the teacher cannot be asked any further
     * @throws ScholiumException if the journal cannot be written, or with {@link ExitCode#INTERRUPTED}
     */
    public AskSummary ask(Iterator<Prompt> prompts, Progress progress) {
        Asking asking = new Asking(progress);
        asking.startWorkers();
        boolean interrupted = false;
        try {
            interrupted = !asking.feed(prompts);
        } catch (RuntimeException e) {
            if (Thread.interrupted()) { // a file that was read when the interrupt came was closed by it
                interrupted = true;
                asking.stop.stop();
            } else {
                asking.stop.stop(e);
            }
        }
        interrupted |= asking.finish();
        RuntimeException cause = asking.stop.cause();
        if (cause != null) {
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

    /**
     * A prompt's hash in the journal.
     *
     * @param prompt what is asked
     * @return the key of its request
     */
    public RequestHash hash(Prompt prompt) {
        return RequestHash.of(identity, prompt, 0);
    }

    /**
     * What the journal holds of a prompt.
     *
     * @param prompt what was asked
     * @return its state, with the completion where there is one
     */
    public JournalEntry find(Prompt prompt) {
        return journal.find(hash(prompt));
    }

    /** {@return who is asked} */
    public TeacherIdentity identity() {
        return identity;
    }

    /** {@return its limits and prices} */
    public TeacherConfig config() {
        return config;
    }

    /** One prompt on its way to a worker; the end mark has none. */
    private record Job(RequestHash hash, Prompt prompt) {}

    /** The state of one call of {@link #ask}. */
    private final class Asking {
        private final StopSignal stop = new StopSignal();
        private final AskTally tally = new AskTally();
        private final Progress progress;
        private final Attempts attempts;
        private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>(2 * config.maxConcurrentRequests());
        private final Set<RequestHash> pending = ConcurrentHashMap.newKeySet();
        private final List<Thread> workers = new ArrayList<>();
        private volatile boolean fed;

        Asking(Progress progress) {
            this.progress = progress;
            this.attempts = new Attempts(
                    teacher,
                    config,
                    journal,
                    new AttemptLimits(policy, config, MINUTE_NANOS, new SplittableRandom(seed)),
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

        /** Hands out prompts; false if interrupted. */
        boolean feed(Iterator<Prompt> prompts) {
            try {
                while (!stop.isStopped() && prompts.hasNext()) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    offer(prompts.next());
                }
                return true;
            } catch (InterruptedException e) {
                stop.stop();
                return false;
            } finally {
                fed = true;
            }
        }

        private void offer(Prompt prompt) throws InterruptedException {
            tally.prompts.increment();
            RequestHash hash = hash(prompt);
            JournalEntry entry = journal.find(hash);
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
                Job job = new Job(hash, prompt);
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
                        attempts.ask(job.hash(), job.prompt());
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
            }
        }

        private void done() {
            progress.advance(1);
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
