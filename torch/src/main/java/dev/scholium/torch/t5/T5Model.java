package dev.scholium.torch.t5;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.student.LoraConfig;
import dev.scholium.student.ModelPart;
import dev.scholium.torch.nn.DenseLinear;
import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.nn.Linear;
import dev.scholium.torch.nn.LoraLinear;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.FreedMemory;
import dev.scholium.torch.tensor.TensorScope;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A T5 model: source tokens in, target tokens out.
 *
 * <p>Equal inputs give equal bits on one machine with one number of threads, dropout included. The parameters live as
 * long as the model. Several threads may {@linkplain #encode encode} and decode at once while none trains; all else is
 * for one thread at a time.
 *
 * @see <a href="https://arxiv.org/abs/1910.10683">Raffel et al. 2020</a>
 */
public final class T5Model implements AutoCloseable {

    private final T5Config config;
    private final Map<String, Tensor> parameters;
    private final LoraConfig lora;
    private final T5Network network;
    private final @Nullable PredictionProducts products; // of a model that only predicts

    private T5Model(T5Config config, Map<String, Tensor> parameters) {
        this(config, parameters, LoraConfig.none());
    }

    private T5Model(T5Config config, Map<String, Tensor> parameters, LoraConfig lora) {
        this.config = config;
        this.parameters = Collections.unmodifiableMap(parameters);
        this.lora = lora;
        this.products = null;
        parameters.forEach((name, parameter) -> parameter.set_requires_grad(!lora.adapts() || Adapter.owns(name)));
        this.network = T5Network.of(config, parameters, this::product);
    }

    /** A model that only predicts, all of it frozen. */
    private T5Model(T5Config config, Map<String, Tensor> parameters, PredictionProducts products) {
        this.config = config;
        this.parameters = Collections.unmodifiableMap(parameters);
        this.lora = LoraConfig.none();
        this.products = products;
        this.network = T5Network.of(config, parameters, (name, weight) -> products.linear(name, weight, parameters));
    }

    private Linear product(String name, Tensor weight) {
        Tensor down = parameters.get(Adapter.down(name));
        return down == null
                ? new DenseLinear(weight)
                : new LoraLinear(weight, down, Objects.requireNonNull(parameters.get(Adapter.up(name))), lora.scale());
    }

    /**
     * Reads a model to compute in float32 on the processor.
     *
     * @param folder in Hugging Face's layout: {@code config.json} and safetensors, single or sharded
     * @return the model
     * @throws dev.scholium.torch.checkpoint.CheckpointException if the folder is of another architecture, or damaged
     */
    public static T5Model load(Path folder) {
        return load(folder, Precision.FLOAT32, Device.CPU);
    }

    /**
     * Reads a model that can be trained.
     *
     * @param folder in Hugging Face's layout: {@code config.json} and safetensors, single or sharded
     * @param precision of the weights, and of all that is computed with them; not {@link Precision#INT8}
     * @param device where it lies and computes
     * @return the model
     * @throws dev.scholium.torch.checkpoint.CheckpointException if the folder is of another architecture, or damaged
     * @throws IllegalArgumentException if weights of this precision cannot be trained
     */
    public static T5Model load(Path folder, Precision precision, Device device) {
        if (precision == Precision.INT8) {
            throw new IllegalArgumentException("a model with weights of 8 bits can only predict");
        }
        T5Folder.Content content = T5Folder.read(folder, precision, device);
        return new T5Model(content.config(), content.parameters());
    }

    /**
     * Reads a model that is never trained, nor saved: its products are faster, and it keeps only those parameters that
     * they have not replaced.
     *
     * @param folder in Hugging Face's layout: {@code config.json} and safetensors, single or sharded
     * @param precision of the weights, and of all that is computed with them
     * @param device where it lies and computes
     * @return the model, all of it frozen
     * @throws dev.scholium.torch.checkpoint.CheckpointException if the folder is of another architecture, or damaged
     * @throws ScholiumException if this machine, or the device, cannot compute in the precision
     */
    public static T5Model forPrediction(Path folder, Precision precision, Device device) {
        PredictionProducts products = PredictionProducts.of(precision, device);
        T5Folder.Content content = T5Folder.read(folder, precision, device);
        T5Model model = new T5Model(content.config(), content.parameters(), products);
        FreedMemory.giveBack(); // of the replaced parameters
        return model;
    }

    /**
     * Makes a model that knows nothing, on the processor.
     *
     * @param config its shape
     * @param seed of the weights
     * @return the model
     */
    public static T5Model fresh(T5Config config, long seed) {
        return fresh(config, seed, Device.CPU);
    }

    /**
     * Makes a model that knows nothing, its weights drawn as Hugging Face draws them.
     *
     * @param config its shape
     * @param seed of the weights, which are the same on every device
     * @param device where it lies and computes
     * @return the model
     */
    public static T5Model fresh(T5Config config, long seed, Device device) {
        return new T5Model(config, T5Parameters.draw(config, seed, device));
    }

    /**
     * Writes the model, so that Hugging Face's {@code T5ForConditionalGeneration.from_pretrained} gives the same
     * logits; an adapter is merged into the weights.
     *
     * @param folder made when missing
     * @throws dev.scholium.failure.ScholiumException if it cannot be written
     * @throws IllegalStateException if it only predicts
     */
    public void save(Path folder) {
        if (products != null) {
            throw new IllegalStateException("a model that only predicts cannot be saved: it keeps no whole weights");
        }
        try (TensorScope scope = TensorScope.open()) {
            T5Folder.write(folder, config, lora.adapts() ? Adapter.merged(parameters, lora.scale()) : parameters);
        }
    }

    /**
     * This model with a new low-rank adapter, which alone is trained.
     *
     * @param settings of the adapter
     * @param seed of its matrices
     * @return the adapted model, which owns this one's weights: it is closed in this one's place
     * @throws ScholiumException if the model has none of the targets
     */
    public T5Model adapted(LoraConfig settings, long seed) {
        Map<String, Tensor> all = new LinkedHashMap<>(parameters);
        all.putAll(Adapter.fresh(config, settings, seed, device()));
        return new T5Model(config, all, settings);
    }

    /** {@return whether the model has an adapter} */
    public boolean isAdapted() {
        return lora.adapts();
    }

    /**
     * Writes the adapter alone, as Hugging Face's peft does.
     *
     * @param folder made when missing
     * @param base name or path of the model without it
     * @throws ScholiumException if it cannot be written
     */
    public void saveAdapter(Path folder, String base) {
        PeftFolder.write(folder, base, lora, parameters);
    }

    /**
     * Gives the adapter the numbers of a stored one with the same settings.
     *
     * @param folder of a stored adapter
     * @throws dev.scholium.torch.checkpoint.CheckpointException if it is damaged, or does not fit
     */
    public void readAdapter(Path folder) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            PeftFolder.read(folder, T5Parameters.of(config))
                    .adapter()
                    .forEach((name, stored) ->
                            Objects.requireNonNull(parameters.get(name)).copy_(stored));
        }
    }

    /**
     * Adds the change of a stored adapter to the weights.
     *
     * @param folder of a stored adapter, also one that Python's peft trained
     * @throws dev.scholium.torch.checkpoint.CheckpointException if it is damaged, or does not fit
     */
    public void merge(Path folder) {
        try (TensorScope scope = TensorScope.open()) {
            PeftFolder.Content stored = PeftFolder.read(folder, T5Parameters.of(config));
            Adapter.merge(parameters, stored.adapter(), stored.scale());
        }
    }

    /** {@return the model's shape} */
    public T5Config config() {
        return config;
    }

    /** {@return where it lies and computes} */
    public Device device() {
        return network.device();
    }

    /** {@return the weights by Hugging Face's names and in its order, then an adapter's; they belong to the model} */
    public Map<String, Tensor> parameters() {
        return parameters;
    }

    /** {@return those that are trained: all but the frozen ones} */
    public Map<String, Tensor> trainable() {
        Map<String, Tensor> trainable = new LinkedHashMap<>(parameters);
        trainable.values().removeIf(parameter -> !parameter.requires_grad());
        return trainable;
    }

    /** {@return how many numbers the weights are} */
    public long parameterCount() {
        return parameters.values().stream().mapToLong(Tensor::numel).sum();
    }

    /** {@return how many of them are trained: those that are not frozen} */
    public long trainableCount() {
        return trainable().values().stream().mapToLong(Tensor::numel).sum();
    }

    /**
     * One forward and backward pass: adds the gradient of the weighted cross-entropies to the parameters' gradients.
     *
     * @param batch what to learn
     * @param weights of each token in the loss
     * @param dropout of activations; a new one for every pass
     * @return sums of the cross-entropies, not weighted
     */
    public LossSums forwardBackward(TokenBatch batch, TokenWeights weights, Dropout dropout) {
        try (TensorScope scope = TensorScope.open()) {
            EmbeddedTokens tokens = network.tokens(batch);
            LossSums sums = network.head().loss(network.forward(tokens.features(), batch, dropout), batch, weights);
            tokens.backward();
            return sums;
        }
    }

    /**
     * The same, but only the layers' inputs are kept; layers are computed anew in the backward pass. The loss has the
     * same bits, and gradients differ by the order of a few sums.
     *
     * @param batch what to learn
     * @param weights of each token in the loss
     * @param dropout of activations; a new one for every pass
     * @return sums of the cross-entropies, not weighted
     */
    LossSums forwardBackwardRecomputing(TokenBatch batch, TokenWeights weights, Dropout dropout) {
        try (TensorScope scope = TensorScope.open()) {
            EmbeddedTokens tokens = network.tokens(batch);
            Tensor embedded = dropout.forward(tokens.features()); // (N' + N, D)
            LossSums sums = new RecomputingPass(network, dropout).forwardBackward(embedded, batch, weights);
            tokens.backward();
            return sums;
        }
    }

    /**
     * The loss without its gradient, and without dropout.
     *
     * @param batch what should have been learnt
     * @return sums of the cross-entropies
     */
    public LossSums loss(TokenBatch batch) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            return network.head().loss(undropped(batch), batch, null);
        }
    }

    /**
     * Scores of the vocabulary at every target token, given the true ones before it.
     *
     * @param batch sources and targets
     * @return {@code (N, V)}, the rows one after the other; owned by the caller's scope
     */
    public Tensor logits(TokenBatch batch) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            return scope.keep(network.head().logits(undropped(batch)));
        }
    }

    /** The decoder's output without dropout, {@code (N, D)}. */
    private Tensor undropped(TokenBatch batch) {
        return network.forward(network.tokens(batch).features(), batch, Dropout.none());
    }

    /**
     * Keeps parts of the model as they are: their parameters get no gradient.
     *
     * @param parts which; an embedding that is the head, too, is frozen as both
     * @throws ScholiumException if the head is to be frozen without the embedding that it is
     */
    public void freeze(Collection<ModelPart> parts) {
        if (parts.contains(ModelPart.HEAD) && config.tieWordEmbeddings() && !parts.contains(ModelPart.EMBEDDING)) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "training.freeze: this student's head is its embedding; freeze embedding, too, or neither");
        }
        parameters.forEach((name, parameter) -> {
            if (parts.contains(T5Parameters.partOf(name))) {
                parameter.set_requires_grad(false);
            }
        });
    }

    /** A model with this one's weights, frozen where it is, and gradients of its own; to be closed by the caller. */
    T5Model sharingWeights() {
        Map<String, Tensor> shared = new LinkedHashMap<>();
        try (TensorScope scope = TensorScope.open()) {
            parameters.forEach((name, parameter) -> shared.put(name, TensorScope.own(parameter.detach())));
        }
        return frozenLikeThis(new T5Model(config, shared, lora));
    }

    private T5Model frozenLikeThis(T5Model model) {
        parameters.forEach((name, parameter) ->
                Objects.requireNonNull(model.parameters.get(name)).set_requires_grad(parameter.requires_grad()));
        return model;
    }

    /** A model that computes in bfloat16 with this one's weights, rounded; to be closed by the caller. */
    T5Model rounded() {
        Map<String, Tensor> rounded = new LinkedHashMap<>();
        try (TensorScope scope = TensorScope.open()) {
            parameters.forEach((name, parameter) ->
                    rounded.put(name, TensorScope.own(parameter.detach().to(Precision.BFLOAT16.scalarType()))));
        }
        return frozenLikeThis(new T5Model(config, rounded, lora));
    }

    /** Rounds another model's weights into this one's. */
    void roundFrom(T5Model exact) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            parameters.forEach(
                    (name, parameter) -> parameter.copy_(Objects.requireNonNull(exact.parameters.get(name))));
        }
    }

    /** Frees the gradients. */
    public void zeroGradients() {
        parameters.values().forEach(parameter -> parameter.mutable_grad().reset());
    }

    /**
     * Runs the encoder, and prepares what decoding needs of it.
     *
     * @param sources ids of each row, {@code </s>} included; at least one a row
     * @return the encoded rows, to be closed by the caller
     */
    public EncodedSources encode(int[][] sources) {
        TokenBatch batch = TokenBatch.of(sources, sources);
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            int[] lengths = Arrays.stream(sources).mapToInt(row -> row.length).toArray();
            Tensor embedded = network.embedding().forward(batch.sourceIds()); // (N, D)
            Tensor hidden = new EncodingPass(network.encoder()).forward(embedded, lengths); // (N, D)
            return EncodedSources.of(config, network, hidden, lengths);
        }
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
        if (products != null) {
            products.close();
        }
    }
}
