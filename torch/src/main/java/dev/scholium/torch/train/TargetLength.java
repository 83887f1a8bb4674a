package dev.scholium.torch.train;

import java.util.List;

/** How long a student has learnt to write: so long that nearly all of its training targets fit. */
final class TargetLength {

    private static final double PERCENTILE = 0.99;

    private TargetLength() {}

    /**
     * The 99th percentile of the rows' targets, the longer one where a row has two; the nearest rank.
     *
     * @param rows of the training, at least one
     * @param least the smallest length that is given
     * @return tokens, {@code </s>} included
     */
    static int of(List<EncodedExample> rows, int least) {
        int[] lengths = rows.stream().mapToInt(TargetLength::longest).sorted().toArray();
        return Math.max(least, lengths[(int) Math.ceil(PERCENTILE * lengths.length) - 1]);
    }

    private static int longest(EncodedExample row) {
        return row.targets().stream()
                .mapToInt(target -> target.target().length)
                .max()
                .orElse(0);
    }
}
