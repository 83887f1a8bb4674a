package dev.scholium.torch.t5;

/**
 * Groups the distances between query and key tokens into the buckets whose biases T5 learns.
 *
 * <p>The first half of a side's buckets are exact distances; the other half grow logarithmically, and every distance of
 * {@code maxDistance} tokens or more falls into the last one. An encoder looks both ways and gives half its buckets to
 * each side; a decoder looks back only.
 *
 * @param count number of buckets, over both sides when {@code bidirectional}; a positive multiple of 4, so that each
 *     side has exact and logarithmic ones
 * @param maxDistance distance in tokens from which all share the last bucket; more than {@code count / 2}
 * @param bidirectional whether keys after the query have buckets of their own
 * @see <a href="https://arxiv.org/abs/1910.10683">Raffel et al. 2020, section 2.1</a>
 */
public record RelativePositionBuckets(int count, int maxDistance, boolean bidirectional) {

    /**
     * Checks the ranges given above.
     *
     * @throws IllegalArgumentException if {@code count} or {@code maxDistance} is out of range
     */
    public RelativePositionBuckets {
        if (count <= 0 || count % 4 != 0) {
            throw new IllegalArgumentException(
                    "relative_attention_num_buckets must be a positive multiple of 4, but is " + count);
        }
        if (maxDistance <= count / 2) {
            throw new IllegalArgumentException("relative_attention_max_distance must be more than " + count / 2
                    + ", half the buckets, but is " + maxDistance);
        }
    }

    /**
     * Bucket of one query and key pair.
     *
     * @param offset position of the key minus position of the query, in tokens
     * @return a bucket in {@code [0, count)}
     */
    public int bucketOf(int offset) {
        if (!bidirectional) {
            return bucketOfDistance(Math.max(-offset, 0), count);
        }
        int perSide = count / 2;
        int firstOfSide = offset > 0 ? perSide : 0;
        return firstOfSide + bucketOfDistance(Math.abs(offset), perSide);
    }

    private int bucketOfDistance(int distance, int buckets) {
        int exact = buckets / 2;
        if (distance < exact) {
            return distance;
        }
        // float, step by step, as Hugging Face's implementation: at the edges of buckets the rounding decides
        float logarithm = (float) Math.log((float) distance / exact);
        float share = logarithm / (float) Math.log((double) maxDistance / exact);
        return Math.min(exact + (int) (share * (buckets - exact)), buckets - 1);
    }
}
