package dev.scholium.torch.t5;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The learned bias that T5 adds to attention scores in place of position embeddings.
 *
 * <p>A score's bias depends only on how far its key lies from its query, and on the head. One table serves every layer
 * of a stack, so it is computed once a forward pass.
 *
 * <p>Shapes: {@code H} heads, {@code Q} query tokens, {@code L} key tokens.
 *
 * @param buckets how distances are grouped
 * @param biasOfBucket {@code (buckets, H)}, a row for every bucket
 * @see RelativePositionBuckets
 * @see <a href="https://arxiv.org/abs/1910.10683">Raffel et al. 2020, section 2.1</a>
 */
record RelativePositionBias(RelativePositionBuckets buckets, Tensor biasOfBucket) {

    /**
     * Biases of query and key pairs.
     *
     * @param firstQuery position of the first query, in tokens
     * @param queryLength {@code Q}, in tokens
     * @param keyLength {@code L}, in tokens, from position 0
     * @return {@code (1, H, Q, L)}, to be added to unscaled scores; owned by the caller's scope
     */
    Tensor forward(int firstQuery, int queryLength, int keyLength) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor ids = Tensors.ofLongs(
                    Device.of(biasOfBucket),
                    bucketIds(firstQuery, queryLength, keyLength),
                    (long) queryLength * keyLength); // (Q * L)
            Tensor bias = torch.embedding(biasOfBucket, ids); // (Q * L, H)
            return scope.keep(bias.view(queryLength, keyLength, biasOfBucket.size(1))
                    .permute(2, 0, 1)
                    .contiguous()
                    .unsqueeze(0)); // (1, H, Q, L)
        }
    }

    private long[] bucketIds(int firstQuery, int queryLength, int keyLength) {
        int lowest = -(firstQuery + queryLength - 1);
        long[] bucketOfOffset = new long[keyLength + firstQuery + queryLength];
        for (int i = 0; i < bucketOfOffset.length; i++) {
            bucketOfOffset[i] = buckets.bucketOf(lowest + i);
        }
        long[] ids = new long[Math.multiplyExact(queryLength, keyLength)];
        for (int query = 0; query < queryLength; query++) {
            System.arraycopy(bucketOfOffset, -(firstQuery + query) - lowest, ids, query * keyLength, keyLength);
        }
        return ids;
    }
}
