package dev.scholium.augment;

import dev.scholium.augment.check.Checker;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes rows' rationales from a column of the data. */
final class RecordedRationales {

    private final RationaleSource.Recorded source;
    private final LabelSet labels;
    private final Checker checker;

    RecordedRationales(RationaleSource.Recorded source, LabelSet labels, Checker checker) {
        this.checker = checker;
        this.source = source;
        this.labels = labels;
    }

    Outcome of(Example example) {
        String text = example.column(source.column())
                .replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ")
                .strip();
        Optional<String> teacherLabel = teacherLabel(example);
        Origin origin = new Origin.FromColumn("column", source.column(), teacherLabel.orElse(""));
        if (text.isEmpty()) {
            return new Outcome.Rejected("empty", "", "", origin);
        }
        boolean agrees = teacherLabel.isPresent() && teacherLabel.get().equals(example.label());
        if (source.agreement() == TeacherAgreement.REQUIRED && !agrees) {
            return new Outcome.Rejected(
                    teacherLabel.isPresent() ? "argues for another label" : "its writer's label is unknown",
                    teacherLabel.orElse(""),
                    text,
                    origin);
        }
        return CheckedOutcome.of(example, new Rationale(text, source.kind(), origin), text, "", checker);
    }

    private Optional<String> teacherLabel(Example example) {
        if (source.teacherLabelColumn().isBlank()) {
            return Optional.empty();
        }
        // models wrote on after their label: only its line counts
        String line = example.column(source.teacherLabelColumn())
                .strip()
                .lines()
                .findFirst()
                .orElse("");
        return labels.parse(line);
    }

    /**
     * Refuses a column that no row has; a row that lacks it has an empty one.
     *
     * @param rows of the split
     * @throws ScholiumException if the rationale's column, or the label's, is in no row
     */
    void checkColumns(Iterable<Example> rows) {
        checkColumn(rows, source.column());
        if (!source.teacherLabelColumn().isBlank()) {
            checkColumn(rows, source.teacherLabelColumn());
        }
    }

    private static void checkColumn(Iterable<Example> rows, String column) {
        Set<String> seen = new TreeSet<>();
        for (Example row : rows) {
            if (row.columns().containsKey(column)) {
                return;
            }
            seen.addAll(row.columns().keySet());
        }
        throw new ScholiumException(ExitCode.USAGE, "no row has a column \"" + column + "\", only " + seen);
    }
}
