package dev.scholium.run;

import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import java.util.List;
import java.util.Locale;

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
        String text = rationale.toLowerCase(Locale.ROOT);
        boolean names = labels.names().stream().anyMatch(label -> text.contains(label.toLowerCase(Locale.ROOT)));
        return names ? NAMES : List.of();
    }
}
