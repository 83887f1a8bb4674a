package dev.scholium.torch.t5;

import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Tokens that were looked up, and the way of their gradient back. Autograd would make a gradient as large as the whole
 * embedding out of it in every pass, and add that to the head's.
 *
 * @param embedding in which they were looked up
 * @param ids one a token
 * @param features theirs, where the graph of a pass begins, {@code (N, D)}
 */
record EmbeddedTokens(TokenEmbedding embedding, Tensor ids, Tensor features) {

    /**
     * Looks tokens up.
     *
     * @param embedding in which
     * @param ids one a token
     * @return the tokens, their tensors owned by the caller's scope
     * @throws IllegalArgumentException if there is no such id
     */
    static EmbeddedTokens of(TokenEmbedding embedding, long[] ids) {
        Tensor features;
        try (NoGradGuard guard = new NoGradGuard()) {
            features = embedding.forward(ids); // (N, D)
        }
        return new EmbeddedTokens(
                embedding,
                Tensors.ofLongs(embedding.device(), ids, ids.length),
                features.set_requires_grad(embedding.weight().requires_grad()));
    }

    /** Adds the features' gradient, which a pass has left, to the embedding's. */
    void backward() {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor gradient = features.grad(); // (N, D)
            if (gradient.defined()) {
                Tensor sum = embedding.weight().mutable_grad(); // (V, D)
                if (!sum.defined()) {
                    sum.put(Tensors.zeros(embedding.weight(), Tensors.shape(embedding.weight())));
                }
                sum.index_add_(0, ids, gradient);
            }
        }
    }
}
