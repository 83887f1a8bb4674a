package dev.scholium.run;

import dev.scholium.augment.check.Checker;
import dev.scholium.augment.check.ChecksSpec;
import dev.scholium.augment.check.Subject;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.prompt.RationaleKind;
import java.util.List;

/**
 * The checks that a pilot counts.
 *
 * @param labels the task's labels
 */
record PilotChecks(LabelSet labels) {

    /** The checks' names, in the order in which they are shown. */
    static final List<String> NAMES = List.of("names-label");

    /** Names of the checks that a rationale does not pass. */
    List<String> faults(Example row, String rationale) {
        Checker checker = new Checker(ChecksSpec.defaults(), RationaleKind.REASONING, labels, List.of());
        return checker.look(new Subject(row, RationaleKind.REASONING, rationale, "")).stream()
                .map(finding -> finding.check().word())
                .filter(NAMES::contains)
                .toList();
    }
}
