package dev.scholium.evaluate;

import java.util.List;

/**
 * What the data and the rationales give away without any understanding, as {@code artefacts} in {@code results.json}.
 *
 * @param classBalance rows of each label in each split
 * @param overlap what later splits repeat of earlier ones
 * @param labelWords how often rationales name a label
 */
public record Artefacts(List<ClassBalance> classBalance, List<SplitOverlap> overlap, List<LabelNaming> labelWords) {

    /** Copies. */
    public Artefacts {
        classBalance = List.copyOf(classBalance);
        overlap = List.copyOf(overlap);
        labelWords = List.copyOf(labelWords);
    }

    /**
     * One label in one split.
     *
     * @param split which rows
     * @param label name of the label
     * @param rows how many rows have it
     * @param share their share of the split
     */
    public record ClassBalance(String split, String label, long rows, double share) {}

    /**
     * What one split repeats of another.
     *
     * @param split the split whose rows are counted
     * @param earlier the other split
     * @param what {@code all fields}, or the name of one field
     * @param rows rows of the split whose texts are in the other one, too
     * @param share their share of the split
     */
    public record SplitOverlap(String split, String earlier, String what, long rows, double share) {}

    /**
     * How often the rationales of a source name a label.
     *
     * @param source the source of rationales
     * @param kind what kind of rationale it writes
     * @param split which rows
     * @param rows rows with a rationale
     * @param naming rationales that name any label of the task
     * @param share their share
     * @param ci Wilson's 95 % interval of the share
     * @param namingGold rationales that name the gold label and no other: they give the answer away
     * @param goldShare their share
     */
    public record LabelNaming(
            String source,
            String kind,
            String split,
            long rows,
            long naming,
            double share,
            ConfidenceInterval ci,
            long namingGold,
            double goldShare) {

        /**
         * The figures of a source.
         *
         * @param source the source of rationales
         * @param kind what kind of rationale it writes
         * @param split which rows
         * @param rows rows with a rationale, at least 1
         * @param naming those that name a label
         * @param namingGold those that name the gold label alone
         * @return counts with shares
         */
        public static LabelNaming of(
                String source, String kind, String split, long rows, long naming, long namingGold) {
            return new LabelNaming(
                    source,
                    kind,
                    split,
                    rows,
                    naming,
                    (double) naming / rows,
                    WilsonInterval.of(naming, rows, ConfidenceInterval.LEVEL),
                    namingGold,
                    (double) namingGold / rows);
        }
    }
}
