package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.nn.Linear;
import dev.scholium.torch.nn.RmsNorm;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/**
 * The layers of a T5 model, wired to its parameters. Shapes: {@code N'} source tokens, {@code N} target tokens,
 * {@code D} features.
 *
 * @param startId what the decoder reads first
 * @param embedding of both sides' tokens
 * @param encoder reads
 * @param decoder writes
 * @param head scores the vocabulary
 */
record T5Network(int startId, TokenEmbedding embedding, T5Encoder encoder, T5Decoder decoder, T5Head head) {

    /**
     * Reads sources and true targets.
     *
     * @param features of the {@linkplain #tokens tokens} of both, {@code (N' + N, D)}
     * @param batch both
     * @param dropout of activations
     * @return the decoder's output, {@code (N, D)}, owned by the caller's scope
     */
    Tensor forward(Tensor features, TokenBatch batch, Dropout dropout) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor embedded = dropout.forward(features); // (N' + N, D)
            TokenLayout sources = batch.sourceLayout(device());
            TokenLayout targets = batch.targetLayout(device());
            Tensor in = embedded.narrow(0, 0, batch.sourceTokens()); // (N', D)
            Tensor encoded = encoder.forward(in, sources, dropout); // (N', D)
            Tensor out = embedded.narrow(0, batch.sourceTokens(), batch.targetTokens()); // (N, D)
            return scope.keep(decoder.forward(out, targets, encoded, sources, dropout)); // (N, D)
        }
    }

    /**
     * Looks up sources, then targets moved by one.
     *
     * @param batch both
     * @return {@code N' + N} tokens, owned by the caller's scope
     */
    EmbeddedTokens tokens(TokenBatch batch) {
        embedding.check(batch.targetIds()); // the last of them are compared only
        return EmbeddedTokens.of(
                embedding,
                LongStream.concat(Arrays.stream(batch.sourceIds()), Arrays.stream(batch.decoderIds(startId)))
                        .toArray());
    }

    /** {@return where it is computed: where its parameters lie} */
    Device device() {
        return embedding.device();
    }

    /**
     * Wires the layers.
     *
     * @param config shape of the model
     * @param parameters by Hugging Face's names, all there and of the right shape
     * @param product what multiplies by a weight, out of its name and itself
     * @return the network, which holds the same tensors
     */
    static T5Network of(T5Config config, Map<String, Tensor> parameters, BiFunction<String, Tensor, Linear> product) {
        return new Wiring(config, parameters, product).network();
    }

    private record Wiring(T5Config config, Map<String, Tensor> parameters, BiFunction<String, Tensor, Linear> product) {

        T5Network network() {
            List<T5EncoderLayer> encoderLayers = new ArrayList<>();
            for (int i = 0; i < config.numLayers(); i++) {
                String block = "encoder.block." + i + ".layer.";
                encoderLayers.add(new T5EncoderLayer(
                        norm(block + "0.layer_norm"),
                        attention(block + "0.SelfAttention"),
                        norm(block + "1.layer_norm"),
                        feedForward(block + "1.DenseReluDense")));
            }
            List<T5DecoderLayer> decoderLayers = new ArrayList<>();
            for (int i = 0; i < config.numDecoderLayers(); i++) {
                String block = "decoder.block." + i + ".layer.";
                decoderLayers.add(new T5DecoderLayer(
                        norm(block + "0.layer_norm"),
                        attention(block + "0.SelfAttention"),
                        norm(block + "1.layer_norm"),
                        attention(block + "1.EncDecAttention"),
                        norm(block + "2.layer_norm"),
                        feedForward(block + "2.DenseReluDense")));
            }
            String head = config.tieWordEmbeddings() ? T5Parameters.SHARED : T5Parameters.HEAD;
            return new T5Network(
                    config.decoderStartTokenId(),
                    new TokenEmbedding(tensor(T5Parameters.SHARED)),
                    new T5Encoder(positionBias("encoder", true), encoderLayers, norm("encoder.final_layer_norm")),
                    new T5Decoder(positionBias("decoder", false), decoderLayers, norm("decoder.final_layer_norm")),
                    new T5Head(tensor(head), product.apply(head, tensor(head)), config.logitScale()));
        }

        private RelativePositionBias positionBias(String stack, boolean bidirectional) {
            RelativePositionBuckets buckets = new RelativePositionBuckets(
                    config.relativeAttentionNumBuckets(), config.relativeAttentionMaxDistance(), bidirectional);
            return new RelativePositionBias(
                    buckets, tensor(stack + ".block.0.layer.0.SelfAttention.relative_attention_bias.weight"));
        }

        private T5Attention attention(String prefix) {
            return new T5Attention(
                    linear(prefix + ".q"),
                    linear(prefix + ".k"),
                    linear(prefix + ".v"),
                    linear(prefix + ".o"),
                    config.numHeads());
        }

        private T5FeedForward feedForward(String prefix) {
            return config.feedForward().isGated()
                    ? new T5FeedForward(linear(prefix + ".wi_0"), linear(prefix + ".wi_1"), linear(prefix + ".wo"))
                    : new T5FeedForward(linear(prefix + ".wi"), null, linear(prefix + ".wo"));
        }

        private Linear linear(String module) {
            String name = module + ".weight";
            return product.apply(name, tensor(name));
        }

        private RmsNorm norm(String name) {
            return new RmsNorm(tensor(name + ".weight"), config.layerNormEpsilon());
        }

        private Tensor tensor(String name) {
            return Objects.requireNonNull(parameters.get(name), name);
        }
    }
}
