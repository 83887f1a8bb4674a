package dev.scholium.augment;

/**
 * How often the writer of a rationale had found the gold label.
 *
 * @param agree rows whose teacher label is the gold label
 * @param disagree rows whose teacher label is another one
 * @param unknown rows whose teacher label is missing, or no label of the task
 */
public record AgreementTally(long agree, long disagree, long unknown) {

    /** {@return share of all rows that agree, in {@code [0, 1]}; 0 without rows} */
    public double share() {
        long rows = agree + disagree + unknown;
        return rows == 0 ? 0 : (double) agree / rows;
    }
}
