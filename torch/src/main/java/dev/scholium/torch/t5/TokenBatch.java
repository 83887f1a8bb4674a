package dev.scholium.torch.t5;

import dev.scholium.torch.tensor.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of token ids, each of its own length, and which target tokens count in which segment of the loss.
 *
 * <p>Some tokens of a target that stand together are its label segment, most often its first ones; the others are its
 * rationale segment. Rows are not padded, unless one of the two methods asks for it to repeat what others do.
 */
public final class TokenBatch {

    private static final int PADDING_ID = 0; // T5's

    private final int[][] sources;
    private final int[] visibleSources; // tokens of a source that attention sees
    private final int[][] targets;
    private final int[] labelStarts;
    private final int[] labelLengths;
    private final int[] countedTargets; // tokens of a target that the loss counts

    private TokenBatch(
            int[][] sources,
            int[] visibleSources,
            int[][] targets,
            int[] labelStarts,
            int[] labelLengths,
            int[] countedTargets) {
        this.sources = sources;
        this.visibleSources = visibleSources;
        this.targets = targets;
        this.labelStarts = labelStarts;
        this.labelLengths = labelLengths;
        this.countedTargets = countedTargets;
    }

    /**
     * A batch for the split loss, whose targets begin with their labels.
     *
     * @param sources ids of each row, {@code </s>} included; at least one a row
     * @param targets ids of each row, {@code </s>} included; at least one a row
     * @param labelLengths how many tokens of each target are its label segment, from 0; at most all of them count
     * @return the batch
     * @throws IllegalArgumentException if the numbers of rows differ, or one is empty
     */
    public static TokenBatch of(int[][] sources, int[][] targets, int[] labelLengths) {
        return of(sources, targets, new int[targets.length], labelLengths);
    }

    /**
     * A batch for the split loss.
     *
     * @param sources ids of each row, {@code </s>} included; at least one a row
     * @param targets ids of each row, {@code </s>} included; at least one a row
     * @param labelStarts where in each target its label segment begins, from 0
     * @param labelLengths how many tokens it has from there, from 0; no more count than the target has
     * @return the batch
     * @throws IllegalArgumentException if the numbers of rows differ, or one is empty
     */
    public static TokenBatch of(int[][] sources, int[][] targets, int[] labelStarts, int[] labelLengths) {
        if (sources.length == 0
                || sources.length != targets.length
                || targets.length != labelLengths.length
                || labelStarts.length != labelLengths.length) {
            throw new IllegalArgumentException("a batch needs as many sources, targets and label lengths, but has "
                    + sources.length + ", " + targets.length + " and " + labelLengths.length);
        }
        int[] lengths = new int[targets.length];
        for (int row = 0; row < targets.length; row++) {
            if (sources[row].length == 0
                    || targets[row].length == 0
                    || labelLengths[row] < 0
                    || labelStarts[row] < 0
                    || labelStarts[row] > targets[row].length) {
                throw new IllegalArgumentException("row " + row + " of a batch must have tokens on both sides");
            }
            lengths[row] = Math.min(labelLengths[row], targets[row].length - labelStarts[row]);
        }
        return new TokenBatch(
                copy(sources), lengths(sources), copy(targets), labelStarts.clone(), lengths, lengths(targets));
    }

    /**
     * A batch for the plain loss: the whole target is its label segment.
     *
     * @param sources ids of each row, {@code </s>} included; at least one a row
     * @param targets ids of each row, {@code </s>} included; at least one a row
     * @return the batch
     */
    public static TokenBatch of(int[][] sources, int[][] targets) {
        return of(sources, targets, lengths(targets));
    }

    /**
     * The same rows brought to fixed lengths with id 0, which costs time and changes no result: attention does not see
     * the padding of sources, and the loss does not count that of targets.
     *
     * @param sourceLength tokens of a source; longer ones stay as they are
     * @param targetLength tokens of a target; longer ones stay as they are
     * @return the padded batch
     */
    public TokenBatch paddedTo(int sourceLength, int targetLength) {
        return new TokenBatch(
                extended(sources, sourceLength),
                visibleSources,
                extended(targets, targetLength),
                labelStarts,
                labelLengths,
                countedTargets);
    }

    /**
     * The same rows with the loss of the paper's runs: the label segment is the first token, and targets are padded to
     * the longest with id 0, which counts in the rationale segment.
     *
     * @return the changed batch
     * @see <a href="https://arxiv.org/abs/2409.12599">Pieper et al. 2024</a>
     */
    public TokenBatch withFirstTokenBoundary() {
        int longest = Arrays.stream(targets).mapToInt(row -> row.length).max().orElse(0);
        int[] first = new int[targets.length];
        Arrays.fill(first, 1);
        int[][] padded = extended(targets, longest);
        return new TokenBatch(sources, visibleSources, padded, new int[first.length], first, lengths(padded));
    }

    /**
     * Shares the rows out so that each share is about as much work.
     *
     * <p>The longest row first, each to the share that has least so far: Graham's rule, at most a third above the best.
     *
     * @param shares how many are wanted, at least 1
     * @return at most as many, fewer when there are fewer rows; their rows are in this batch's order
     * @see <a href="https://doi.org/10.1137/0117039">Graham 1969</a>
     */
    List<TokenBatch> shares(int shares) {
        if (shares == 1 || rows() == 1) {
            return List.of(this);
        }
        long[] work = new long[Math.min(shares, rows())];
        List<List<Integer>> rowsOfShare = new ArrayList<>();
        Arrays.stream(work).forEach(none -> rowsOfShare.add(new ArrayList<>()));
        IntStream.range(0, rows())
                .boxed()
                .sorted(Comparator.comparingLong(this::work).reversed())
                .forEach(row -> {
                    int least = 0;
                    for (int i = 1; i < work.length; i++) {
                        least = work[i] < work[least] ? i : least;
                    }
                    work[least] += work(row);
                    rowsOfShare.get(least).add(row);
                });
        return rowsOfShare.stream()
                .map(rows ->
                        rows(rows.stream().mapToInt(Integer::intValue).sorted().toArray()))
                .toList();
    }

    /** Work of a row: the decoder has one more attention than the encoder, and the head. */
    private long work(int row) {
        return sources[row].length + 2L * targets[row].length;
    }

    private TokenBatch rows(int[] chosen) {
        return new TokenBatch(
                Arrays.stream(chosen).mapToObj(row -> sources[row]).toArray(int[][]::new),
                Arrays.stream(chosen).map(row -> visibleSources[row]).toArray(),
                Arrays.stream(chosen).mapToObj(row -> targets[row]).toArray(int[][]::new),
                Arrays.stream(chosen).map(row -> labelStarts[row]).toArray(),
                Arrays.stream(chosen).map(row -> labelLengths[row]).toArray(),
                Arrays.stream(chosen).map(row -> countedTargets[row]).toArray());
    }

    /** {@return how many rows there are} */
    public int rows() {
        return sources.length;
    }

    /** {@return how many target tokens the label segment counts} */
    public long labelTokens() {
        return Arrays.stream(labelLengths).asLongStream().sum();
    }

    /** {@return how many target tokens the rationale segment counts} */
    public long rationaleTokens() {
        return Arrays.stream(countedTargets).asLongStream().sum() - labelTokens();
    }

    /** {@return how many source tokens there are, padding included where it was asked for} */
    public long sourceTokens() {
        return Arrays.stream(sources).mapToLong(row -> row.length).sum();
    }

    /** {@return how many target tokens there are, padding included where it was asked for} */
    public long targetTokens() {
        return Arrays.stream(targets).mapToLong(row -> row.length).sum();
    }

    /** {@return tokens of the longest source} */
    int longestSource() {
        return Arrays.stream(lengths(sources)).max().orElse(0);
    }

    /** {@return tokens of the longest target} */
    int longestTarget() {
        return Arrays.stream(lengths(targets)).max().orElse(0);
    }

    TokenLayout sourceLayout(Device device) {
        return TokenLayout.of(device, lengths(sources), visibleSources);
    }

    TokenLayout targetLayout(Device device) {
        return TokenLayout.of(device, lengths(targets));
    }

    /** Ids of all sources, one after the other. */
    long[] sourceIds() {
        return Arrays.stream(sources)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .toArray();
    }

    /** Ids of all targets, one after the other. */
    long[] targetIds() {
        return Arrays.stream(targets)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .toArray();
    }

    /** What the decoder reads: each target moved right by one, behind the start token. */
    long[] decoderIds(int startId) {
        long[] ids = new long[Math.toIntExact(targetTokens())];
        int at = 0;
        for (int[] target : targets) {
            ids[at++] = startId;
            for (int i = 0; i < target.length - 1; i++) {
                ids[at++] = target[i];
            }
        }
        return ids;
    }

    /** Segment of each target token, in the order of {@link #targetIds}. */
    Segment[] segments() {
        Segment[] segments = new Segment[Math.toIntExact(targetTokens())];
        int at = 0;
        for (int row = 0; row < rows(); row++) {
            for (int i = 0; i < targets[row].length; i++) {
                boolean counted = i < countedTargets[row];
                segments[at++] = !counted ? Segment.NONE : isLabel(row, i) ? Segment.LABEL : Segment.RATIONALE;
            }
        }
        return segments;
    }

    private boolean isLabel(int row, int token) {
        return token >= labelStarts[row] && token < labelStarts[row] + labelLengths[row];
    }

    private static int[][] extended(int[][] rows, int length) {
        int[][] longer = new int[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            longer[row] = Arrays.copyOf(rows[row], Math.max(rows[row].length, length));
            Arrays.fill(longer[row], rows[row].length, longer[row].length, PADDING_ID);
        }
        return longer;
    }

    private static int[][] copy(int[][] rows) {
        return Arrays.stream(rows).map(int[]::clone).toArray(int[][]::new);
    }

    private static int[] lengths(int[][] rows) {
        return Arrays.stream(rows).mapToInt(row -> row.length).toArray();
    }

    /** Parts of a target. */
    enum Segment {
        /** The label. */
        LABEL,
        /** All else. */
        RATIONALE,
        /** Padding. */
        NONE
    }
}
