package dev.scholium.torch.generate;

import dev.scholium.student.Decoding;
import dev.scholium.torch.t5.DecoderState;
import dev.scholium.torch.t5.EncodedSources;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.tensor.TensorScope;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Writes token by token, until {@code </s>} or the largest number of tokens.
 *
 * <p>Rows that have ended leave the batch once they are a quarter of it, so that they stop to cost time.
 */
public final class TokenDecoder {

    private final int endId;
    private final TokenChoice choice;
    private final LabelConstraint constraint;

    private TokenDecoder(T5Model model, TokenChoice choice, LabelConstraint constraint) {
        this.endId = model.config().eosTokenId();
        this.choice = choice;
        this.constraint = constraint;
    }

    /**
     * A decoder that takes the most probable token at every step.
     *
     * @param model whose {@code </s>} ends a row
     * @param constraint what an output may begin with
     * @return the decoder
     */
    public static TokenDecoder greedy(T5Model model, LabelConstraint constraint) {
        return new TokenDecoder(model, new TokenChoice.Greedy(), constraint);
    }

    /**
     * A decoder that draws tokens by their probabilities.
     *
     * @param model whose {@code </s>} ends a row
     * @param constraint what an output may begin with
     * @param sampling how they are drawn
     * @param seeds of each row's draws, in the order of the sources
     * @return the decoder
     */
    public static TokenDecoder sampling(
            T5Model model, LabelConstraint constraint, Decoding.Sampling sampling, List<Long> seeds) {
        return new TokenDecoder(
                model, new TokenChoice.Sampled(sampling.temperature(), sampling.topP(), seeds), constraint);
    }

    /**
     * Generates for every row.
     *
     * @param encoded sources, encoded by the same model
     * @param maxNewTokens how many tokens a row may get, {@code </s>} included; at least 1
     * @return one answer a row, in order
     */
    public List<Generated> decode(EncodedSources encoded, int maxNewTokens) {
        return decode(encoded, maxNewTokens, WritingListener.NONE);
    }

    /**
     * Generates for every row, and tells of it meanwhile.
     *
     * @param encoded sources, encoded by the same model
     * @param maxNewTokens how many tokens a row may get, {@code </s>} included; at least 1
     * @param listener hears of every token, and may cut rows off
     * @return one answer a row, in order
     */
    public List<Generated> decode(EncodedSources encoded, int maxNewTokens, WritingListener listener) {
        List<WrittenRow> rows =
                IntStream.range(0, encoded.rows()).mapToObj(WrittenRow::new).toList();
        try (DecoderState state = encoded.decoder(maxNewTokens)) {
            List<WrittenRow> decoded = rows; // the rows that the state still decodes, in its order
            int[] ids = new int[decoded.size()];
            Arrays.fill(ids, state.startId());
            for (int step = 0; step < maxNewTokens; step++) {
                ids = next(state, ids, decoded);
                for (int i = 0; i < ids.length; i++) {
                    decoded.get(i).write(ids[i], endId, listener);
                }
                List<WrittenRow> current = decoded;
                int[] going = IntStream.range(0, current.size())
                        .filter(i -> !current.get(i).hasEnded())
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
        return rows.stream().map(WrittenRow::generated).toList();
    }

    private int[] next(DecoderState state, int[] ids, List<WrittenRow> rows) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor scores = state.step(ids); // (B, V)
            constraint.apply(scores, rows.stream().map(WrittenRow::ids).toList());
            return choice.choose(scores, rows);
        }
    }
}
