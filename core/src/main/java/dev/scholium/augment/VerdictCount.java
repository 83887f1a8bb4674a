package dev.scholium.augment;

/** Adds up verdicts. One thread. */
final class VerdictCount {

    private long judged;
    private long unusable;
    private long unanswered;
    private long otherLabel;
    private long faithfulness;
    private long usefulness;

    void count(Verdict verdict, String gold) {
        if (verdict instanceof Verdict.Scores scores) {
            judged++;
            faithfulness += scores.faithfulness();
            usefulness += scores.usefulness();
            otherLabel += scores.label().isEmpty() || scores.label().equals(gold) ? 0 : 1;
        } else if (verdict == Verdict.None.UNUSABLE) {
            unusable++;
        } else if (verdict == Verdict.None.UNANSWERED) {
            unanswered++;
        }
    }

    JudgeTally tally() {
        return judged == 0
                ? new JudgeTally(0, unusable, unanswered, 0, null, null)
                : new JudgeTally(
                        judged,
                        unusable,
                        unanswered,
                        otherLabel,
                        (double) faithfulness / judged,
                        (double) usefulness / judged);
    }
}
