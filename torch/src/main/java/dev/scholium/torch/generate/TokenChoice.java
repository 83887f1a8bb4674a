package dev.scholium.torch.generate;

import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;

/** Takes the next token of every row by the scores of the vocabulary. */
sealed interface TokenChoice {

    /**
     * Chooses.
     *
     * @param scores {@code (B, V)}, not normalised
     * @param rows what each row has written so far
     * @return an id a row
     */
    int[] choose(Tensor scores, List<WrittenRow> rows);

    /** The highest score. */
    record Greedy() implements TokenChoice {
        @Override
        public int[] choose(Tensor scores, List<WrittenRow> rows) {
            try (TensorScope scope = TensorScope.open()) {
                long[] best = Tensors.longs(scores.argmax(new LongOptional(1), false)); // B
                return Arrays.stream(best).mapToInt(Math::toIntExact).toArray();
            }
        }
    }

    /**
     * A draw by probability from the most probable tokens; a row's draws depend on its own seed and the step alone.
     *
     * @param temperature divides the scores, more than 0
     * @param topP probability of the tokens that are drawn from, in {@code (0, 1]}
     * @param seeds of each row among the encoded sources
     * @see <a href="https://arxiv.org/abs/1904.09751">Holtzman et al. 2020: nucleus sampling</a>
     */
    record Sampled(double temperature, double topP, List<Long> seeds) implements TokenChoice {

        /** Copies. */
        public Sampled {
            seeds = List.copyOf(seeds);
        }

        @Override
        public int[] choose(Tensor scores, List<WrittenRow> rows) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor probabilities = scores.div(Tensors.scalar(temperature)).softmax(1); // (B, V)
                T_TensorTensor_T sorted = probabilities.sort(1, true); // each (B, V)
                double[] cumulated = Tensors.doubles(sorted.get0().cumsum(1));
                long[] ids = Tensors.longs(sorted.get1());
                int vocabulary = cumulated.length / rows.size();
                int[] chosen = new int[rows.size()];
                for (int i = 0; i < chosen.length; i++) {
                    WrittenRow row = rows.get(i);
                    double drawn = new SplittableRandom(seeds.get(row.row())
                                    ^ Long.reverse(row.ids().size() + 1L))
                            .nextDouble();
                    chosen[i] = (int) ids[i * vocabulary + place(cumulated, i * vocabulary, vocabulary, drawn)];
                }
                return chosen;
            }
        }

        /** The first token whose cumulated probability reaches the draw from those that together have top_p. */
        private int place(double[] cumulated, int from, int count, double drawn) {
            int nucleus = 0;
            while (nucleus < count - 1 && cumulated[from + nucleus] < topP) {
                nucleus++;
            }
            double wanted = drawn * cumulated[from + nucleus];
            int place = 0;
            while (place < nucleus && cumulated[from + place] <= wanted) {
                place++;
            }
            return place;
        }
    }
}
