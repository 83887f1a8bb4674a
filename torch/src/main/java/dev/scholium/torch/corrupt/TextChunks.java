package dev.scholium.torch.corrupt;

import dev.scholium.data.SeededOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Documents one after the other, cut into chunks of one length, as T5's pre-training packs them; the last chunk may be
 * shorter. The documents' order is drawn anew for every epoch; the number of chunks is always the same.
 */
public final class TextChunks {

    private final List<int[]> documents;
    private final int length;
    private final int tokens;

    /**
     * The chunks of some documents.
     *
     * @param documents token ids of each, without {@code </s>}
     * @param length tokens of a chunk, at least 2
     * @throws IllegalArgumentException if there are fewer than two tokens in all, or more than {@code 2^31 - 1}
     */
    public TextChunks(List<int[]> documents, int length) {
        this.documents = List.copyOf(documents);
        this.length = length;
        long sum = documents.stream().mapToLong(ids -> ids.length).sum();
        if (sum < 2 || sum > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "text must have between 2 and " + Integer.MAX_VALUE + " tokens, but has " + sum);
        }
        this.tokens = (int) sum;
    }

    /** {@return how many chunks there are} */
    public int count() {
        int whole = tokens / length;
        return tokens % length >= 2 ? whole + 1 : whole; // a single token cannot be corrupted
    }

    /**
     * The chunks with the documents in an order.
     *
     * @param random draws the order
     * @return {@link #count} chunks of at least two tokens
     */
    public List<int[]> shuffled(RandomGenerator random) {
        int[][] order = documents.toArray(int[][]::new);
        SeededOrder.shuffle(Arrays.asList(order), random);
        int[] all = new int[tokens];
        int at = 0;
        for (int[] ids : order) {
            System.arraycopy(ids, 0, all, at, ids.length);
            at += ids.length;
        }
        List<int[]> chunks = new ArrayList<>(count());
        for (int chunk = 0; chunk < count(); chunk++) {
            chunks.add(Arrays.copyOfRange(all, chunk * length, Math.min((chunk + 1) * length, tokens)));
        }
        return chunks;
    }
}
