package dev.scholium.torch.generate;

import dev.scholium.torch.t5.DecoderState;
import dev.scholium.torch.t5.EncodedSources;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;

/**
 * Follows several outputs of every row at once and keeps the most probable one, as Hugging Face's transformers does
 * with {@code early_stopping=False}.
 *
 * <p>All beams of all rows are one batch, as many of each row; a row leaves it as soon as none of its beams can become
 * better than what it has finished.
 */
public final class BeamDecoder {

    private final int endId;
    private final int beams;
    private final double lengthPenalty;
    private final LabelConstraint constraint;

    /**
     * A decoder for a model.
     *
     * @param model whose {@code </s>} ends an output
     * @param beams outputs that are followed at once, at least 1
     * @param lengthPenalty exponent of the length by which a finished output's log-probability is divided
     * @param constraint what an output may begin with
     */
    public BeamDecoder(T5Model model, int beams, double lengthPenalty, LabelConstraint constraint) {
        this.endId = model.config().eosTokenId();
        this.beams = beams;
        this.lengthPenalty = lengthPenalty;
        this.constraint = constraint;
    }

    /**
     * Generates for every row.
     *
     * @param encoded sources, encoded by the same model
     * @param maxNewTokens how many tokens a row may get, {@code </s>} included; at least 1
     * @return one answer a row, in order
     */
    public List<Generated> decode(EncodedSources encoded, int maxNewTokens) {
        List<BeamRow> rows = IntStream.range(0, encoded.rows())
                .mapToObj(row -> new BeamRow(beams, lengthPenalty, endId, maxNewTokens))
                .toList();
        try (DecoderState state = encoded.decoder(maxNewTokens, beams)) {
            List<BeamRow> going = rows;
            while (!going.isEmpty()) {
                step(state, going);
                int[] origins = origins(going);
                going = going.stream().filter(row -> !row.hasEnded()).toList();
                if (!going.isEmpty()) {
                    state.keepRows(origins);
                }
            }
        }
        return rows.stream().map(BeamRow::best).toList();
    }

    /** One token more for every beam of the rows; the state's rows are theirs, in order. */
    private void step(DecoderState state, List<BeamRow> rows) {
        List<BeamRow.Beam> all =
                rows.stream().flatMap(row -> row.running().stream()).toList();
        int[] ids = all.stream()
                .mapToInt(beam -> beam.lastId().orElse(state.startId()))
                .toArray();
        float[] scores = new float[all.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = all.get(i).score();
        }
        try (TensorScope scope = TensorScope.open()) {
            Tensor logits = state.step(ids); // (B, V)
            constraint.apply(logits, all.stream().map(BeamRow.Beam::ids).toList());
            Tensor sums =
                    logits.log_softmax(1).add_(Tensors.ofFloats(Device.of(logits), scores, scores.length, 1)); // (B, V)
            int vocabulary = Math.toIntExact(sums.size(1));
            for (int row = 0; row < rows.size(); row++) {
                Tensor own = sums.narrow(0, (long) row * beams, beams).reshape(-1); // (beams * V)
                T_TensorTensor_T best = own.topk(Math.min(2L * beams, own.size(0)), 0, true, true);
                rows.get(row).advance(Tensors.floats(best.get0()), Tensors.longs(best.get1()), vocabulary);
            }
        }
    }

    /** Which of the state's rows each running beam of the rows that go on comes from. */
    private int[] origins(List<BeamRow> rows) {
        return IntStream.range(0, rows.size())
                .filter(row -> !rows.get(row).hasEnded())
                .flatMap(row -> rows.get(row).running().stream().mapToInt(beam -> row * beams + beam.origin()))
                .toArray();
    }
}
