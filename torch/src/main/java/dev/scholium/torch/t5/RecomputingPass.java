package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A forward and a backward pass that keep the layers' inputs only: on the way back each layer is computed anew, with
 * the same dropout, and then differentiated. Memory grows with the layers' inputs and one layer's insides, for a third
 * more work.
 *
 * <p>Used once. Shapes: {@code N'} source tokens, {@code N} target tokens, {@code D} features.
 *
 * @see <a href="https://arxiv.org/abs/1604.06174">Chen et al. 2016</a>
 */
final class RecomputingPass {

    private final T5Network network;
    private final Dropout dropout;

    /**
     * A pass that has not begun.
     *
     * @param network what is computed
     * @param dropout of activations, as it is behind the embedding
     */
    RecomputingPass(T5Network network, Dropout dropout) {
        this.network = network;
        this.dropout = dropout;
    }

    /** A piece of the network, out of its input alone. */
    private interface Piece {
        Tensor forward(Tensor x, Dropout dropout);
    }

    /** A piece that was computed, and all that is needed to do so again. */
    private record Kept(Piece piece, Tensor input, Dropout dropout) {}

    /**
     * Adds the gradient of the weighted cross-entropies to the parameters' gradients.
     *
     * @param embedded sources and decoder inputs with their graph, dropout applied, {@code (N' + N, D)}
     * @param batch what to learn
     * @param weights of each token in the loss
     * @return sums of the cross-entropies, not weighted
     */
    LossSums forwardBackward(Tensor embedded, TokenBatch batch, TokenWeights weights) {
        try (TensorScope scope = TensorScope.open()) {
            Device device = network.device();
            TokenLayout sources = batch.sourceLayout(device);
            TokenLayout targets = batch.targetLayout(device);
            Tensor plain = embedded.detach();

            Bias encoderBias = new Bias(network.encoder().positionBias(), sources.longest());
            List<Kept> encoder = new ArrayList<>();
            Tensor encoded = encode(plain.narrow(0, 0, batch.sourceTokens()), sources, encoderBias, encoder); // (N', D)
            Tensor memory = leaf(encoded);

            Bias decoderBias = new Bias(network.decoder().positionBias(), targets.longest());
            List<Kept> decoder = new ArrayList<>();
            T5DecoderLayer.Context context = new T5DecoderLayer.Context(
                    memory,
                    sources,
                    new T5Attention.Bias(decoderBias.leaf, T5Decoder.future(device, targets.longest())));
            Tensor input = plain.narrow(0, batch.sourceTokens(), batch.targetTokens()); // (N, D)
            Tensor hidden = leaf(decode(input, targets, context, decoder)); // (N, D)

            LossSums sums = network.head().loss(hidden, batch, weights);
            Tensor decoderGradient = backward(decoder, hidden.grad()); // (N, D)
            decoderBias.backward();
            Tensor encoderGradient = backward(encoder, memory.grad()); // (N', D)
            encoderBias.backward();
            if (embedded.requires_grad()) {
                backward(embedded, torch.cat(new TensorVector(encoderGradient, decoderGradient)));
            }
            return sums;
        }
    }

    private Tensor encode(Tensor input, TokenLayout layout, Bias position, List<Kept> kept) {
        T5Attention.Bias bias = new T5Attention.Bias(position.leaf, layout.mask());
        Tensor x = input; // (N', D)
        for (T5EncoderLayer layer : network.encoder().layers()) {
            x = forward((in, drop) -> layer.forward(in, layout, bias, drop), x, kept);
        }
        return forward(
                (in, drop) -> drop.forwardInPlace(network.encoder().finalNorm().forward(in)), x, kept);
    }

    private Tensor decode(Tensor input, TokenLayout layout, T5DecoderLayer.Context context, List<Kept> kept) {
        Tensor x = input; // (N, D)
        for (T5DecoderLayer layer : network.decoder().layers()) {
            x = forward((in, drop) -> layer.forward(in, layout, context, drop), x, kept);
        }
        return forward(
                (in, drop) -> drop.forwardInPlace(network.decoder().finalNorm().forward(in)), x, kept);
    }

    private Tensor forward(Piece piece, Tensor x, List<Kept> kept) {
        kept.add(new Kept(piece, x, dropout.copy()));
        try (NoGradGuard guard = new NoGradGuard()) {
            return piece.forward(x, dropout);
        }
    }

    /** The gradient of the first piece's input, out of that of the last one's output. */
    private static Tensor backward(List<Kept> kept, Tensor gradient) {
        Tensor passedOn = gradient;
        for (int i = kept.size() - 1; i >= 0; i--) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor input = leaf(kept.get(i).input());
                backward(kept.get(i).piece().forward(input, kept.get(i).dropout()), passedOn);
                passedOn = scope.keep(input.grad().detach());
            }
        }
        return passedOn;
    }

    private static void backward(Tensor output, Tensor gradient) {
        output.backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());
    }

    private static Tensor leaf(Tensor tensor) {
        return tensor.detach().set_requires_grad(true);
    }

    /** A stack's position bias: all its layers add to the gradient of a leaf, which is then passed back at once. */
    private static final class Bias {
        private final Tensor position; // (1, H, L, L)
        private final Tensor leaf; // (1, H, L, L)

        Bias(RelativePositionBias bias, int length) {
            this.position = bias.forward(0, length, length);
            this.leaf = position.detach().set_requires_grad(position.requires_grad());
        }

        void backward() {
            if (position.requires_grad()) {
                RecomputingPass.backward(position, leaf.grad());
            }
        }
    }
}
