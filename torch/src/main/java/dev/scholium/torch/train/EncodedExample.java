package dev.scholium.torch.train;

import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One target of a training row as token ids, and the row's second target where it has one. The arrays are shared, and
 * must not be changed.
 */
public final class EncodedExample {

    private final String uid;
    private final int[] source;
    private final int[] target;
    private final int labelStart;
    private final int labelLength;
    private final @Nullable EncodedExample second;
    private final boolean sourceCut;
    private final boolean targetCut;

    EncodedExample(String uid, Cut source, Cut target, int labelStart, int labelLength) {
        this(uid, source, target, labelStart, labelLength, null);
    }

    private EncodedExample(
            String uid, Cut source, Cut target, int labelStart, int labelLength, @Nullable EncodedExample second) {
        this.uid = uid;
        this.source = source.ids;
        this.target = target.ids;
        this.labelStart = labelStart;
        this.labelLength = labelLength;
        this.second = second;
        this.sourceCut = source.cut;
        this.targetCut = target.cut;
    }

    /**
     * A row that is token ids already.
     *
     * @param uid names it in messages
     * @param source what the student reads, {@code </s>} last
     * @param target what it should write, {@code </s>} last
     * @param labelLength how many of the target's first tokens are the label segment
     * @return the row, over the same arrays
     */
    public static EncodedExample of(String uid, int[] source, int[] target, int labelLength) {
        return new EncodedExample(uid, new Cut(source, false), new Cut(target, false), 0, labelLength);
    }

    /** The same row with a second target, and that one's source. */
    EncodedExample with(EncodedExample other) {
        Cut ownSource = new Cut(source, sourceCut || other.sourceCut);
        Cut ownTarget = new Cut(target, targetCut || other.targetCut);
        return new EncodedExample(uid, ownSource, ownTarget, labelStart, labelLength, other);
    }

    /** {@return the targets that are learnt together: this one, and the second where there is one} */
    public List<EncodedExample> targets() {
        return second == null ? List.of(this) : List.of(this, second);
    }

    /**
     * All targets of some rows.
     *
     * @param rows at least one
     * @return as many sources and targets as there are targets, row by row
     */
    public static TokenBatch batch(List<EncodedExample> rows) {
        List<EncodedExample> targets =
                rows.stream().flatMap(row -> row.targets().stream()).toList();
        return TokenBatch.of(
                targets.stream().map(EncodedExample::source).toArray(int[][]::new),
                targets.stream().map(EncodedExample::target).toArray(int[][]::new),
                targets.stream().mapToInt(EncodedExample::labelStart).toArray(),
                targets.stream().mapToInt(EncodedExample::labelLength).toArray());
    }

    /** Token ids and whether some were cut off. */
    static final class Cut {
        private final int[] ids;
        private final boolean cut;

        Cut(int[] ids, boolean cut) {
            this.ids = ids;
            this.cut = cut;
        }

        static Cut to(int maxTokens, int[] ids) {
            return new Cut(T5Tokenizer.truncate(ids, maxTokens), ids.length > maxTokens);
        }

        int length() {
            return ids.length;
        }
    }

    /** {@return the row's uid} */
    public String uid() {
        return uid;
    }

    /** {@return what the student reads, {@code </s>} last} */
    public int[] source() {
        return source;
    }

    /** {@return what it should write, {@code </s>} last} */
    public int[] target() {
        return target;
    }

    /** {@return where in the target the label segment of the split loss begins, from 0} */
    public int labelStart() {
        return labelStart;
    }

    /** {@return how many tokens the label segment has; 0 where the target is a rationale alone} */
    public int labelLength() {
        return labelLength;
    }

    /** {@return whether the source was cut to its limit, or that of the second target} */
    public boolean sourceCut() {
        return sourceCut;
    }

    /** {@return whether the target was cut to its limit, or the second} */
    public boolean targetCut() {
        return targetCut;
    }
}
