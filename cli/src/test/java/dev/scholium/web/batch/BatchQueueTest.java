package dev.scholium.web.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scholium.student.RowListener;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.web.batch.NotAnswered.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A test that fails before it gives the student its turns cannot close its queue: hence the timeout. */
@SuppressWarnings("FutureReturnValueIgnored") // some answers are left alone on purpose
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchQueueTest {

    private static final long LONG = Duration.ofMinutes(5).toNanos();

    private final List<List<Question>> batches = new CopyOnWriteArrayList<>();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore turns = new Semaphore(0);

    /** Says what it was asked; takes a turn for every batch. */
    private List<StudentAnswer> answer(List<Question> questions, RowListener listener) {
        batches.add(questions);
        begun.release();
        turns.acquireUninterruptibly();
        if (questions.get(0).source().equals("broken")) {
            throw new IllegalStateException("broken");
        }
        return questions.stream()
                .map(question -> new StudentAnswer(List.of(1.0), "yes", question.source(), false))
                .toList();
    }

    private BatchQueue queue(int batchSize, int waiting) {
        return queue(batchSize, waiting, Duration.ZERO);
    }

    private BatchQueue queue(int batchSize, int waiting, Duration gather) {
        return new BatchQueue(new BatchLimits(batchSize, waiting, gather), this::answer);
    }

    private static Question label(String source) {
        return new Question(source, 0);
    }

    /** Keeps the student busy, so that what is asked next waits. */
    private CompletableFuture<StudentAnswer> busy(BatchQueue queue) {
        CompletableFuture<StudentAnswer> first =
                queue.ask(List.of(label("first")), LONG).get(0);
        begun.acquireUninterruptibly();
        return first;
    }

    /** The pace of the batches from now on. */
    private void answersOneIn(long milliseconds, BatchQueue queue) throws InterruptedException {
        CompletableFuture<StudentAnswer> slow = busy(queue);
        Thread.sleep(milliseconds);
        turns.release();
        slow.join();
    }

    private static Reason reason(CompletableFuture<StudentAnswer> answer) {
        return answer.handle((ignored, failure) -> ((NotAnswered) failure).reason())
                .join();
    }

    @Test
    void everyCallerGetsItsOwnAnswer() {
        turns.release(100);
        try (BatchQueue queue = queue(4, 100)) {
            List<String> sources = List.of("a", "bb", "ccc", "dddd", "e", "ff");

            assertThat(queue.ask(sources.stream().map(BatchQueueTest::label).toList(), LONG))
                    .extracting(answer -> answer.join().output())
                    .isEqualTo(sources);
        }
    }

    @Test
    void aBatchHasTheOldestAndThoseOfItsLengthAndKind() {
        try (BatchQueue queue = queue(2, 100)) {
            busy(queue);
            queue.ask(
                    List.of(label("short"), label("a very long source"), new Question("other", 9), label("brief")),
                    LONG);
            turns.release(100);
        }

        assertThat(batches.get(1)).containsExactly(label("short"), label("brief"));
        assertThat(batches.get(2)).containsExactly(label("a very long source"));
        assertThat(batches.get(3)).containsExactly(new Question("other", 9));
    }

    @Test
    void aLoneCallerNeverWaitsForCompany() {
        turns.release(100);
        try (BatchQueue queue = queue(9, 9, Duration.ofHours(1))) {
            for (String source : List.of("a", "b", "c")) {
                assertThat(queue.ask(List.of(label(source)), LONG).get(0).join().output())
                        .isEqualTo(source);
            }
        }
    }

    @Test
    void afterABatchTheNextWaitsForAsManyQuestions() {
        turns.release(100);
        try (BatchQueue queue = queue(9, 9, Duration.ofHours(1))) {
            queue.ask(List.of(label("a"), label("b")), LONG).forEach(CompletableFuture::join);
            CompletableFuture<StudentAnswer> third =
                    queue.ask(List.of(label("c")), LONG).get(0);
            CompletableFuture<StudentAnswer> fourth =
                    queue.ask(List.of(label("d")), LONG).get(0);
            CompletableFuture.allOf(third, fourth).join();
        }

        assertThat(batches).containsExactly(List.of(label("a"), label("b")), List.of(label("c"), label("d")));
    }

    @Test
    void aFullQueueRefusesAllOfARequest() {
        try (BatchQueue queue = queue(1, 2)) {
            busy(queue);
            queue.ask(List.of(label("a")), LONG);

            assertThatThrownBy(() -> queue.ask(List.of(label("b"), label("c")), LONG))
                    .isInstanceOfSatisfying(
                            NotAnswered.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.QUEUE_FULL));
            assertThat(queue.waiting()).isEqualTo(1);
            turns.release(100);
        }
    }

    @Test
    void aBatchThatItsCallerLeftTellsNothingOfThePace() throws InterruptedException {
        try (BatchQueue queue = queue(1, 1)) {
            answersOneIn(1_050, queue);
            CompletableFuture<StudentAnswer> left = busy(queue);
            left.cancel(false);
            turns.release();
            busy(queue);
            queue.ask(List.of(label("a")), LONG);

            assertThatThrownBy(() -> queue.ask(List.of(label("b")), LONG))
                    .isInstanceOfSatisfying(
                            NotAnswered.class,
                            refusal -> assertThat(refusal.seconds()).isEqualTo(2));
            turns.release(100);
        }
    }

    /** However many of its neighbours' length come after it. */
    @Test
    void aQuestionIsPassedOverOnceAtMost() {
        try (BatchQueue queue = queue(2, 100)) {
            busy(queue);
            queue.ask(List.of(label("a"), label("another length"), label("b"), label("c"), label("d")), LONG);
            turns.release(100);
        }

        assertThat(batches.get(1)).containsExactly(label("a"), label("b"));
        assertThat(batches.get(2)).contains(label("another length"), label("c"));
    }

    /** A batch takes a second here, so three that wait take three, or a quarter more. */
    @Test
    void whoWouldBeAnsweredTooLateIsRefusedAtOnce() throws InterruptedException {
        try (BatchQueue queue = queue(1, 100)) {
            answersOneIn(1_000, queue);
            busy(queue);
            queue.ask(List.of(label("a"), label("b")), LONG);

            assertThatThrownBy(() -> queue.ask(
                            List.of(label("c")), Duration.ofMillis(1_500).toNanos()))
                    .isInstanceOfSatisfying(NotAnswered.class, refusal -> {
                        assertThat(refusal.reason()).isEqualTo(Reason.QUEUE_FULL);
                        assertThat(refusal.seconds()).isBetween(4L, 5L); // it may be passed over once
                    });
            assertThat(queue.ask(List.of(label("c")), LONG)).hasSize(1);
            turns.release(100);
        }
    }

    /** Else a pace that was bad once would be believed for ever. */
    @Test
    void whoIsTheFirstToWaitIsTriedWhateverThePace() throws InterruptedException {
        try (BatchQueue queue = queue(1, 100)) {
            answersOneIn(500, queue);
            turns.release(100);

            assertThat(queue.ask(List.of(label("a")), Duration.ofMillis(400).toNanos())
                            .get(0)
                            .join()
                            .output())
                    .isEqualTo("a");
        }
    }

    @Test
    void callersWhoLeftCostNothingAndMakeRoom() {
        try (BatchQueue queue = queue(1, 1)) {
            busy(queue);
            queue.ask(List.of(label("left")), LONG).get(0).cancel(false);
            queue.ask(List.of(label("stays")), LONG);
            turns.release(100);
        }

        assertThat(batches).hasSize(2).last().isEqualTo(List.of(label("stays")));
    }

    @Test
    void aQuestionPastItsDeadlineIsNotAsked() {
        CompletableFuture<StudentAnswer> late;
        try (BatchQueue queue = queue(1, 10)) {
            busy(queue);
            late = queue.ask(List.of(label("late")), 0).get(0);
            turns.release(100);
        }

        assertThat(reason(late)).isEqualTo(Reason.TOO_LATE);
        assertThat(batches).hasSize(1);
    }

    @Test
    void aBatchThatFailsFailsAlone() {
        turns.release(100);
        try (BatchQueue queue = queue(1, 10)) {
            List<CompletableFuture<StudentAnswer>> answers = queue.ask(List.of(label("broken"), label("whole")), LONG);

            assertThatThrownBy(() -> answers.get(0).join()).hasRootCauseMessage("broken");
            assertThat(answers.get(1).join().output()).isEqualTo("whole");
        }
    }

    @Test
    void closingAnswersWhatWasAcceptedAndTakesNoMore() {
        BatchQueue queue = queue(1, 10);
        CompletableFuture<StudentAnswer> first = busy(queue);
        CompletableFuture<StudentAnswer> second =
                queue.ask(List.of(label("second")), LONG).get(0);
        turns.release(100);
        queue.close();

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThatThrownBy(() -> queue.ask(List.of(label("third")), LONG))
                .isInstanceOfSatisfying(
                        NotAnswered.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.CLOSING));
    }
}
