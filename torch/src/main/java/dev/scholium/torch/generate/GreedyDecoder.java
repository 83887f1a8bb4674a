package dev.scholium.torch.generate;

import dev.scholium.torch.t5.DecoderState;
import dev.scholium.torch.t5.EncodedSources;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.LongOptional;

/**
 * Takes the most probable token at every step, until {@code </s>} or the largest number of tokens.
 *
 * <p>Rows that have ended leave the batch once they are a quarter of it, so that they stop to cost time.
 */
public final class GreedyDecoder {

    private final int endId;

    /**
     * A decoder for a model.
     *
     * @param model whose {@code </s>} ends a row
     */
    public GreedyDecoder(T5Model model) {
        this.endId = model.config().eosTokenId();
    }

    /**
     * Generates for every row.
     *
     * @param encoded sources, encoded by the same model
     * @param maxNewTokens how many tokens a row may get, {@code </s>} included; at least 1
     * @return one answer a row, in order
     */
    public List<Generated> decode(EncodedSources encoded, int maxNewTokens) {
        List<Row> rows =
                IntStream.range(0, encoded.rows()).mapToObj(i -> new Row()).toList();
        try (DecoderState state = encoded.decoder(maxNewTokens)) {
            List<Row> decoded = rows; // the rows that the state still decodes, in its order
            int[] ids = new int[decoded.size()];
            Arrays.fill(ids, state.startId());
            for (int step = 0; step < maxNewTokens; step++) {
                ids = mostProbable(state, ids);
                for (int i = 0; i < ids.length; i++) {
                    decoded.get(i).write(ids[i], endId);
                }
                List<Row> current = decoded;
                int[] going = IntStream.range(0, current.size())
                        .filter(i -> !current.get(i).ended)
                        .toArray();
                if (going.length == 0) {
                    break;
                }
                if (going.length <= current.size() * 3 / 4 && step + 1 < maxNewTokens) {
                    state.keepRows(going);
                    int[] all = ids;
                    ids = Arrays.stream(going).map(i -> all[i]).toArray();
                    decoded = Arrays.stream(going).mapToObj(current::get).toList();
                }
            }
        }
        return rows.stream().map(row -> new Generated(row.ids, !row.ended)).toList();
    }

    private static int[] mostProbable(DecoderState state, int[] ids) {
        try (TensorScope scope = TensorScope.open()) {
            long[] best = Tensors.longs(state.step(ids).argmax(new LongOptional(1), false));
            return Arrays.stream(best).mapToInt(Math::toIntExact).toArray();
        }
    }

    /** What a row has written so far. */
    private static final class Row {
        private final List<Integer> ids = new ArrayList<>();
        private boolean ended;

        void write(int id, int endId) {
            ended |= id == endId;
            if (!ended) {
                ids.add(id);
            }
        }
    }
}
