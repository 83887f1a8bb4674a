package dev.scholium.run;

import dev.scholium.augment.RationaleSource;
import dev.scholium.augment.check.CheckName;
import dev.scholium.augment.check.CheckPolicy;
import dev.scholium.augment.check.Checker;
import dev.scholium.augment.check.ChecksSpec;
import dev.scholium.augment.check.Subject;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.prompt.RationaleKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The checks of one source of rationales, as a run would carry them out; a pilot counts them and rejects nothing. */
final class PilotChecks {

    private final RationaleKind kind;
    private final Checker checker;

    /**
     * The checks that are on.
     *
     * @param source whose rationales are looked at
     * @param spec policies and thresholds
     * @param labels the task's labels
     */
    PilotChecks(RationaleSource.Taught source, ChecksSpec spec, LabelSet labels) {
        this.kind = source.kind();
        this.checker =
                new Checker(spec, kind, labels, source.template().labelWords().values());
    }

    /** {@return the names of the checks, in the order in which they are carried out} */
    List<String> names() {
        return Arrays.stream(CheckName.values())
                .filter(name -> checker.policy(name) != CheckPolicy.OFF)
                .map(CheckName::word)
                .toList();
    }

    /**
     * Looks at a row's rationale; each row's once, in the order of the rows.
     *
     * @param row the row
     * @param rationale what was read
     * @param finishReason why the teacher stopped
     * @return names of the checks that it does not pass
     */
    List<String> faults(Example row, String rationale, String finishReason) {
        Subject subject = new Subject(row, kind, rationale, finishReason);
        return Stream.concat(checker.look(subject).stream(), checker.compare(subject).stream())
                .map(finding -> finding.check().word())
                .toList();
    }
}
