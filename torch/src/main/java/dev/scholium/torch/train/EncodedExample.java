package dev.scholium.torch.train;

/** One training row as token ids. The arrays are shared, and must not be changed. */
public final class EncodedExample {

    private final String uid;
    private final int[] source;
    private final int[] target;
    private final int labelLength;
    private final boolean sourceCut;
    private final boolean targetCut;

    EncodedExample(String uid, Cut source, Cut target, int labelLength) {
        this.uid = uid;
        this.source = source.ids;
        this.target = target.ids;
        this.labelLength = labelLength;
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
        return new EncodedExample(uid, new Cut(source, false), new Cut(target, false), labelLength);
    }

    /** Token ids and whether some were cut off. */
    static final class Cut {
        private final int[] ids;
        private final boolean cut;

        Cut(int[] ids, boolean cut) {
            this.ids = ids;
            this.cut = cut;
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

    /** {@return how many of the target's first tokens are the label segment of the split loss, at least 1} */
    public int labelLength() {
        return labelLength;
    }

    /** {@return whether the source was cut to its limit} */
    public boolean sourceCut() {
        return sourceCut;
    }

    /** {@return whether the target was cut to its limit} */
    public boolean targetCut() {
        return targetCut;
    }
}
