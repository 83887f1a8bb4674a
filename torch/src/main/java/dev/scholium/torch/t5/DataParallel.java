package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.tensor.BlasThreads;
import dev.scholium.torch.tensor.FreedMemory;
import dev.scholium.torch.tensor.KernelThreads;
import dev.scholium.torch.tensor.MachineMemory;
import dev.scholium.torch.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Data parallelism inside one process: the rows of a batch are shared out among a few threads, each of which computes
 * its rows' gradients with the same weights; the gradients are then added in a fixed order.
 *
 * <p>In bfloat16 they compute with rounded copies of the weights; the gradients are added in float32, to which the
 * optimiser's steps are made.
 *
 * <p>Threads meet once a batch instead of in every matrix product, where one that the machine holds up would hold up
 * the others, who spin ({@code docs/performance.md}). Equal inputs give equal bits for one number of workers.
 *
 * <p>Not safe for several threads.
 */
public final class DataParallel implements AutoCloseable {

    private static final int GRADIENTS_SHARE = 4; // a quarter of the memory, for all workers but the first

    private final T5Model model;
    private final List<T5Model> replicas = new ArrayList<>(); // with the model's weights; the first may be itself
    private final PassSettings settings;
    private final List<ExecutorService> workers = new ArrayList<>();

    private DataParallel(T5Model model, PassSettings settings, int workers) {
        this.model = model;
        this.settings = settings;
        if (!settings.recomputes()) { // who computes anew has little memory
            FreedMemory.keep();
        }
        T5Model first = settings.rounds() ? model.rounded() : model;
        replicas.add(first);
        int threads = torch.get_num_threads();
        for (int i = 1; i < workers; i++) {
            replicas.add(first.sharingWeights());
        }
        for (int i = 0; i < workers; i++) {
            this.workers.add(worker(i, workers == 1 ? threads : 1));
        }
        torch.set_num_threads(threads); // each worker has set its own, and with it what new threads get
    }

    /**
     * Makes a worker for each thread that libtorch computes with, or as many as have room for their gradients in a
     * quarter of the machine's memory; one with all threads where that is less than half as many, or where the model is
     * not computed by the processor.
     *
     * @param model what is trained, its parts frozen already; it must live as long as this
     * @param settings how the workers compute
     * @return the workers, idle
     */
    public static DataParallel of(T5Model model, PassSettings settings) {
        int threads = model.device().isCpu() ? torch.get_num_threads() : 1;
        long gradients = model.trainableCount() * settings.numberBytes();
        return of(model, settings, workers(threads, gradients, MachineMemory.bytes()));
    }

    /** How many for so many threads, by the bytes of one's gradients and of the machine's memory. */
    static int workers(int threads, long gradients, long memory) {
        long room = 1 + memory / GRADIENTS_SHARE / Math.max(1, gradients);
        return 2 * room < threads ? 1 : (int) Math.min(threads, room);
    }

    /**
     * Makes a worker for each thread, with plain passes.
     *
     * @param model what is trained, its parts frozen already; it must live as long as this
     * @return the workers, idle
     */
    public static DataParallel of(T5Model model) {
        return of(model, PassSettings.plain());
    }

    /**
     * Makes a number of workers.
     *
     * @param model what is trained, its parts frozen already; it must live as long as this
     * @param settings how the workers compute
     * @param workers how many, at least 1; a single one computes with all threads, several with one each
     * @return the workers, idle
     */
    public static DataParallel of(T5Model model, PassSettings settings, int workers) {
        return new DataParallel(model, settings, workers);
    }

    private static ExecutorService worker(int number, int threads) {
        ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "training-" + number);
            thread.setDaemon(true);
            return thread;
        });
        CompletableFuture.runAsync(() -> KernelThreads.setHere(threads), worker).join();
        return worker;
    }

    /** {@return what is trained} */
    public T5Model model() {
        return model;
    }

    /** {@return how the workers compute} */
    PassSettings settings() {
        return settings;
    }

    /** {@return how many threads share the rows of a batch} */
    public int workers() {
        return workers.size();
    }

    /**
     * One forward and backward pass: adds the gradient of the weighted cross-entropies to the model's gradients.
     *
     * @param batch what to learn
     * @param weights of each token in the loss
     * @param dropout of activations, a new one for each share of the rows, by its number from 0
     * @return sums of the cross-entropies, not weighted
     */
    public LossSums forwardBackward(TokenBatch batch, TokenWeights weights, IntFunction<Dropout> dropout) {
        List<TokenBatch> shares = batch.shares(workers.size());
        LossSums sums;
        if (shares.size() > 1) {
            try (BlasThreads.OneEach each = BlasThreads.oneEach()) {
                sums = passes(shares, weights, dropout);
            }
        } else {
            sums = passes(shares, weights, dropout);
        }
        for (T5Model replica : copies()) {
            moveGradients(replica.parameters(), model.parameters());
        }
        return sums;
    }

    private LossSums passes(List<TokenBatch> shares, TokenWeights weights, IntFunction<Dropout> dropout) {
        if (settings.rounds()) {
            replicas.get(0).roundFrom(model);
        }
        List<CompletableFuture<LossSums>> passes = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            T5Model replica = replicas.get(i);
            TokenBatch share = shares.get(i);
            Dropout own = dropout.apply(i);
            passes.add(CompletableFuture.supplyAsync(() -> pass(replica, share, weights, own), workers.get(i)));
        }
        LossSums sums = LossSums.zero();
        for (LossSums share : results(passes)) {
            sums = sums.plus(share);
        }
        return sums;
    }

    private LossSums pass(T5Model replica, TokenBatch share, TokenWeights weights, Dropout dropout) {
        return settings.recomputes()
                ? replica.forwardBackwardRecomputing(share, weights, dropout)
                : replica.forwardBackward(share, weights, dropout);
    }

    private List<T5Model> copies() {
        return settings.rounds() ? replicas : replicas.subList(1, replicas.size());
    }

    private static void moveGradients(Map<String, Tensor> from, Map<String, Tensor> to) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            from.forEach((name, parameter) -> {
                Tensor gradient = parameter.mutable_grad();
                Tensor owner = Objects.requireNonNull(to.get(name));
                Tensor sum = owner.mutable_grad();
                if (!gradient.defined()) {
                    return;
                }
                if (sum.defined()) {
                    sum.add_(gradient);
                } else {
                    sum.put(gradient.to(owner.scalar_type()));
                }
                gradient.reset();
            });
        }
    }

    /**
     * Waits for all, whatever happens to one and even when interrupted: nobody may compute on when the caller cleans
     * up.
     */
    private static <T> List<T> results(List<CompletableFuture<T>> passes) {
        CompletableFuture.allOf(passes.toArray(CompletableFuture[]::new))
                .handle((done, thrown) -> true)
                .join();
        try {
            return passes.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw e;
        }
    }

    /** Ends the threads and frees the other replicas' gradients; the model stays. */
    @Override
    public void close() {
        workers.forEach(ExecutorService::shutdown);
        copies().forEach(T5Model::close);
    }
}
