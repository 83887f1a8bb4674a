package dev.scholium.web.batch;

import dev.scholium.student.RowListener;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.web.batch.NotAnswered.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue of questions before one student, which answers them a batch at a time on a thread of its own.
 *
 * <p>The oldest question is in every batch; beside it come those that are nearest to it in length, and of the same
 * number of new tokens, out of the oldest that two batches have room for. Those that a batch passed over are in the
 * next one of their kind, so that a question is passed over once at most. While the student is idle a question is
 * answered at once; after a batch, the next one waits a little for as many questions as there were before, since
 * callers who got their answers tend to ask again: longer after a long batch, of whose time that is little. A question
 * whose future is cancelled, or whose deadline has passed, is dropped before its turn; one that is cancelled later is
 * cut off at its next token. Questions that would be answered after their deadline if the next batches took a quarter
 * longer than the last ones are refused at once, unless none waits before them. Safe for any number of threads.
 */
public final class BatchQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchQueue.class);
    private static final int GATHER_SHARE = 50; // a batch that waits for company costs a fiftieth of the last one
    private static final double SLOWER = 1.25; // than the last batches the next ones may be

    private final BatchLimits limits;
    private final BatchStudent student;
    private final BatchPace pace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Waiting> waiting = new ArrayList<>(); // oldest first
    private final Thread worker = new Thread(this::work, "student");
    private boolean closing;
    private int company; // questions that were there when the last batch ended, its own included
    private long gatherUntil = System.nanoTime(); // who comes until then is waited for
    private final Set<Waiting> passedOver = Collections.newSetFromMap(new IdentityHashMap<>());
    private List<Question> underWay = List.of();
    private long underWaySince;

    /** A question, its place for the answer, and its deadline by {@link System#nanoTime}. */
    private record Waiting(Question question, CompletableFuture<StudentAnswer> answer, long deadline) {

        int distance(Waiting other) {
            return Math.abs(question.source().length() - other.question.source().length());
        }
    }

    /** Hands on what the student tells of a batch under way. */
    private record HeardBatch(List<Waiting> batch) implements RowListener {

        @Override
        public boolean isAwaited(int row) {
            return !batch.get(row).answer.isDone();
        }

        @Override
        public void labelled(int row, List<Double> labelProbabilities, String scoredLabel) {
            batch.get(row).question.listener().labelled(labelProbabilities, scoredLabel);
        }

        @Override
        public void written(int row, Supplier<String> output) {
            batch.get(row).question.listener().written(output);
        }
    }

    /**
     * Starts a queue.
     *
     * @param limits how questions are gathered
     * @param student answers
     */
    public BatchQueue(BatchLimits limits, BatchStudent student) {
        this.limits = limits;
        this.student = student;
        this.pace = new BatchPace(limits.batchSize());
        worker.setDaemon(true);
        worker.start();
    }

    /**
     * Asks all questions or none.
     *
     * @param questions at least one
     * @param patienceNanos how long the caller waits for answers, in nanoseconds
     * @return a future answer each, in order, to be cancelled when the caller leaves; fails by {@link NotAnswered} when
     *     its deadline passes, or by what the student threw
     * @throws NotAnswered if not all of them find room, those that wait take longer than the caller's patience, or the
     *     queue is closing
     */
    public List<CompletableFuture<StudentAnswer>> ask(List<Question> questions, long patienceNanos) {
        lock.lock();
        try {
            if (closing) {
                throw new NotAnswered(Reason.CLOSING);
            }
            if (waiting.size() + questions.size() > limits.waiting()) {
                waiting.removeIf(one -> one.answer.isDone()); // those who left make room
            }
            if (waiting.size() + questions.size() > limits.waiting()) {
                refuse(pace.nanosFor(
                        questions.get(0).maxNewTokens(), waiting.size() + questions.size() - limits.waiting()));
            }
            long now = System.nanoTime();
            long late = (long) (SLOWER * nanosUntilAnswered(questions, now)) - patienceNanos;
            if (late > 0 && !waiting.isEmpty()) { // else a pace that was bad once would be believed for ever
                refuse(late);
            }
            List<CompletableFuture<StudentAnswer>> answers = new ArrayList<>(questions.size());
            for (Question question : questions) {
                CompletableFuture<StudentAnswer> answer = new CompletableFuture<>();
                waiting.add(new Waiting(question, answer, now + patienceNanos));
                answers.add(answer);
            }
            changed.signalAll();
            return answers;
        } finally {
            lock.unlock();
        }
    }

    private static void refuse(long nanosUntilRoom) {
        throw new NotAnswered(Reason.QUEUE_FULL, Math.max(1, (long) Math.ceil(nanosUntilRoom / 1e9)));
    }

    /** As the last batches went; 0 where nothing is known. */
    private long nanosUntilAnswered(List<Question> questions, long now) {
        List<Question> before = new ArrayList<>(waiting.size() + questions.size());
        waiting.forEach(one -> before.add(one.question));
        before.addAll(questions);
        long nanos = Math.max(0, pace.nanosFor(underWay) - (now - underWaySince)) + pace.nanosFor(before);
        boolean mayBePassedOver = before.size() > limits.batchSize();
        return mayBePassedOver ? nanos + pace.nanosFor(questions.get(0).maxNewTokens(), limits.batchSize()) : nanos;
    }

    /** {@return how many questions wait} */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        boolean isOpen = true;
        while (isOpen) {
            try {
                List<Waiting> batch = nextBatch();
                isOpen = !batch.isEmpty();
                if (isOpen) {
                    answer(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                isOpen = false;
            } catch (OutOfMemoryError e) { // callers wait for this thread: it must go on
                LOG.error("there was no memory to go on to the next batch, which is tried again: {}", e.getMessage());
            }
        }
    }

    private void answer(List<Waiting> batch) {
        long begin = System.nanoTime();
        try {
            Iterator<StudentAnswer> answers = student.answer(
                            batch.stream().map(Waiting::question).toList(), new HeardBatch(batch))
                    .iterator();
            ended(batch, begin);
            batch.forEach(one -> one.answer.complete(answers.next()));
        } catch (RuntimeException | Error e) {
            ended(batch, begin);
            batch.forEach(one -> one.answer.completeExceptionally(e)); // the next batch may do better
        }
    }

    /** Counts before the callers hear: those who ask again at once are company of the next batch, not of this one. */
    private void ended(List<Waiting> batch, long begin) {
        boolean whole = batch.stream().noneMatch(one -> one.answer.isDone()); // nobody left, which cuts work short
        lock.lock();
        try {
            long end = System.nanoTime();
            gatherUntil = end + limits.gatherNanos((end - begin) / GATHER_SHARE);
            if (whole) {
                pace.took(batch.get(0).question.maxNewTokens(), batch.size(), end - begin);
            }
            underWay = List.of();
            company = Math.min(limits.batchSize(), batch.size() + waiting.size());
        } finally {
            lock.unlock();
        }
    }

    /** Waits for questions; an empty batch means that the queue is closed and all are answered. */
    private List<Waiting> nextBatch() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                dropThoseWhoLeft();
                if (waiting.isEmpty()) {
                    if (closing) {
                        return List.of();
                    }
                    changed.await();
                    continue;
                }
                long left = gatherUntil - System.nanoTime();
                if (left <= 0 || closing || waiting.size() >= company) {
                    return takeBatch();
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private void dropThoseWhoLeft() {
        long now = System.nanoTime();
        for (Waiting one : waiting) {
            if (now - one.deadline > 0) {
                one.answer.completeExceptionally(new NotAnswered(Reason.TOO_LATE));
            }
        }
        waiting.removeIf(one -> one.answer.isDone());
    }

    /**
     * Of the oldest, as many as two batches have: those that the last batch passed over, and those nearest in length.
     */
    private List<Waiting> takeBatch() {
        Waiting oldest = waiting.get(0);
        List<Waiting> oldestOfKind = waiting.stream()
                .filter(one -> one.question.maxNewTokens() == oldest.question.maxNewTokens())
                .limit(2L * limits.batchSize())
                .toList();
        List<Waiting> batch = oldestOfKind.stream()
                .sorted(Comparator.comparing((Waiting one) -> !passedOver.contains(one))
                        .thenComparingInt(oldest::distance)) // stable: the oldest stays first
                .limit(limits.batchSize())
                .toList();
        List<Question> questions = batch.stream().map(Waiting::question).toList();
        waiting.removeAll(batch);
        passedOver.addAll(oldestOfKind);
        passedOver.retainAll(waiting); // without the batch
        underWay = questions;
        underWaySince = System.nanoTime();
        return batch;
    }

    /** Takes no more questions, answers those that wait, and ends the thread. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true; // what was accepted is answered first
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
