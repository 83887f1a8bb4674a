package dev.scholium.augment;

import dev.scholium.augment.check.CheckPolicy;
import dev.scholium.augment.check.Checker;
import dev.scholium.augment.check.Finding;
import dev.scholium.augment.check.Subject;
import dev.scholium.data.Example;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what becomes of a rationale by what its checks find. */
final class CheckedOutcome {

    private CheckedOutcome() {}

    /**
     * What becomes of a rationale.
     *
     * @param row whose
     * @param rationale the text
     * @param said what the teacher said, as it came
     * @param finishReason why the teacher stopped; empty if unknown
     * @param checker looks at it
     * @return accepted with the flagged findings, or rejected with all
     */
    static Outcome of(Example row, Rationale rationale, String said, String finishReason, Checker checker) {
        List<Finding> findings = checker.look(new Subject(row, rationale.kind(), rationale.text(), finishReason));
        return decide(rationale, said, findings, Verdict.None.NOT_WANTED);
    }

    private static Outcome decide(Rationale rationale, String said, List<Finding> findings, Verdict verdict) {
        Optional<Finding> worst = findings.stream()
                .filter(finding -> finding.policy() == CheckPolicy.REJECT)
                .findFirst()
                .or(() -> findings.stream()
                        .filter(finding -> finding.policy() == CheckPolicy.ASK_AGAIN)
                        .findFirst());
        return worst.<Outcome>map(finding -> new Outcome.Rejected(
                        finding.check().word(), finding.detail(), said, rationale.origin(), findings, verdict))
                .orElseGet(() -> new Outcome.Accepted(rationale, findings, verdict));
    }

    /**
     * What becomes of a rationale that was judged.
     *
     * @param accepted what the other checks left
     * @param said what the teacher said, as it came
     * @param scores the judge's
     * @param fault what is poor about them; empty if nothing is
     * @return accepted or rejected, with the scores and all findings
     */
    static Outcome judged(Outcome.Accepted accepted, String said, Verdict.Scores scores, Optional<Finding> fault) {
        return decide(
                accepted.rationale(),
                said,
                with(accepted.findings(), fault.stream().toList()),
                scores);
    }

    /**
     * Compares a rationale with those of earlier rows.
     *
     * @param row whose
     * @param outcome what became of it so far; only an accepted one is compared
     * @param checker knows the earlier ones
     * @return the outcome, with a further finding or rejected for it
     */
    static Outcome compared(Example row, Outcome outcome, Checker checker) {
        if (!(outcome instanceof Outcome.Accepted accepted)) {
            return outcome;
        }
        Rationale rationale = accepted.rationale();
        List<Finding> more = checker.compare(new Subject(row, rationale.kind(), rationale.text(), ""));
        if (more.isEmpty()) {
            return outcome;
        }
        return decide(rationale, rationale.text(), with(accepted.findings(), more), accepted.verdict());
    }

    private static List<Finding> with(List<Finding> findings, List<Finding> more) {
        return Stream.concat(findings.stream(), more.stream()).toList();
    }
}
