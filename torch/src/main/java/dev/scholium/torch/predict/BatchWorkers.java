package dev.scholium.torch.predict;

import dev.scholium.torch.tensor.BlasThreads;
import dev.scholium.torch.tensor.KernelThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.bytedeco.pytorch.global.torch;

/**
 * Threads that each compute whole batches, one matrix product a thread, so that none waits for another before its batch
 * is done ({@code docs/performance.md}).
 *
 * <p>Not safe for several threads.
 */
final class BatchWorkers implements AutoCloseable {

    private final List<ExecutorService> workers = new ArrayList<>();

    private BatchWorkers(int count) {
        int threads = torch.get_num_threads();
        for (int i = 0; i < count; i++) {
            ExecutorService worker = Executors.newSingleThreadExecutor(BatchWorkers::thread);
            CompletableFuture.runAsync(() -> KernelThreads.setHere(1), worker).join();
            workers.add(worker);
        }
        torch.set_num_threads(threads); // each worker has set its own, and with it what new threads get
    }

    /**
     * Makes the workers.
     *
     * @param count how many, at least 1
     * @return the workers, idle
     */
    static BatchWorkers of(int count) {
        return new BatchWorkers(count);
    }

    /** {@return how many there are} */
    int count() {
        return workers.size();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "predicting");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Does every batch, in order of number where workers are free. A single batch is done by the caller with all of
     * libtorch's threads. Returns, also by a failure, when no worker computes any more.
     *
     * @param batches how many
     * @param task what is done with the batch of a number from 0; its first failure is thrown, and ends the others
     *     after the batches under way
     * @throws InterruptedException if interrupted, when the batches under way are done
     */
    void forEach(int batches, IntConsumer task) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped before the first of " + batches + " batches");
        }
        if (batches <= 1 || workers.size() == 1) {
            for (int batch = 0; batch < batches; batch++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("stopped before batch " + batch + " of " + batches);
                }
                task.accept(batch);
            }
            return;
        }
        try (BlasThreads.OneEach each = BlasThreads.oneEach()) {
            share(batches, task);
        }
    }

    private void share(int batches, IntConsumer task) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        Runnable some = () -> {
            int batch = next.getAndIncrement();
            while (batch < batches && !stopped.get()) {
                try {
                    task.accept(batch);
                } catch (RuntimeException | Error e) {
                    stopped.set(true);
                    throw e;
                }
                batch = next.getAndIncrement();
            }
        };
        CompletableFuture<Void> all = CompletableFuture.allOf(workers.stream()
                .map(worker -> CompletableFuture.runAsync(some, worker))
                .toArray(CompletableFuture[]::new));
        try {
            all.get();
        } catch (InterruptedException e) {
            stopped.set(true);
            all.handle((done, thrown) -> true).join(); // nobody may compute on when the caller cleans up
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new CompletionException(e.getCause());
        }
    }

    @Override
    public void close() {
        workers.forEach(ExecutorService::shutdown);
    }
}
