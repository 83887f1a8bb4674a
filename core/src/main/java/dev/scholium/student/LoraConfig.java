package dev.scholium.student;

import java.util.List;

/**
 * A low-rank adapter (LoRA): instead of all weights, a training changes small matrices that are added to some of them,
 * {@code W + alpha / rank * B A}. As in Hugging Face's peft, whose words these are.
 *
 * @param rank rows of {@code A} and columns of {@code B}; 0 trains all weights, without an adapter
 * @param alpha strength, more than 0: the product counts {@code alpha / rank} times
 * @param dropout probability of dropping a number that {@code A} reads, in {@code [0, 1)}
 * @param targets matrices that are adapted, in every layer that has them: {@code q}, {@code k}, {@code v}, {@code o} of
 *     attention, {@code wi}, {@code wi_0}, {@code wi_1}, {@code wo} of feed-forward; at least one
 * @see <a href="https://arxiv.org/abs/2106.09685">Hu et al. 2021</a>
 */
public record LoraConfig(int rank, double alpha, double dropout, List<String> targets) {

    private static final List<String> MATRICES = List.of("q", "k", "v", "o", "wi", "wi_0", "wi_1", "wo");

    /**
     * Copies, and checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public LoraConfig {
        targets = List.copyOf(targets);
        if (rank < 0) {
            throw new IllegalArgumentException("lora.rank must be at least 0 (0: no adapter), but is " + rank);
        }
        if (!(alpha > 0) || !Double.isFinite(alpha)) {
            throw new IllegalArgumentException("lora.alpha must be more than 0, but is " + alpha);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("lora.dropout must be in [0, 1), but is " + dropout);
        }
        if (targets.isEmpty() || !MATRICES.containsAll(targets)) {
            throw new IllegalArgumentException("lora.targets must be some of " + MATRICES + ", but are " + targets);
        }
    }

    /** {@return no adapter} */
    public static LoraConfig none() {
        return new LoraConfig(0, 16, 0, List.of("q", "v"));
    }

    /** {@return whether there is an adapter} */
    public boolean adapts() {
        return rank > 0;
    }

    /** {@return how often the product of the two matrices counts} */
    public double scale() {
        return alpha / rank;
    }
}
