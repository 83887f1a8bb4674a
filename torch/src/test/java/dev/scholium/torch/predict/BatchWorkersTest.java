package dev.scholium.torch.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class BatchWorkersTest {

    @Test
    void twoWorkersComputeAtOnceWithOneThreadEach() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        Set<Integer> done = new ConcurrentSkipListSet<>();
        Set<Integer> threads = new ConcurrentSkipListSet<>();
        try (BatchWorkers workers = BatchWorkers.of(2)) {
            workers.forEach(5, batch -> {
                both.countDown();
                await(both); // ends only if two batches are under way
                threads.add(torch.get_num_threads());
                done.add(batch);
            });
        }

        assertThat(done).containsExactly(0, 1, 2, 3, 4);
        assertThat(threads).containsExactly(1);
    }

    @Test
    void aFailureIsThrownAndEndsTheRest() {
        Set<Integer> begun = new ConcurrentSkipListSet<>();
        try (BatchWorkers workers = BatchWorkers.of(2)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> workers.forEach(100, batch -> {
                        begun.add(batch);
                        throw new IllegalStateException("batch fails");
                    }))
                    .withMessage("batch fails");
        }

        assertThat(begun).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void anInterruptedCallerStopsBeforeTheNextBatch() {
        Set<Integer> begun = new ConcurrentSkipListSet<>();
        try (BatchWorkers workers = BatchWorkers.of(2)) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> workers.forEach(3, begun::add))
                    .withMessage("stopped before the first of 3 batches");
        }

        assertThat(begun).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
