package dev.scholium.cli;

import dev.scholium.doctor.Diagnosis;
import dev.scholium.doctor.Finding;
import java.util.List;
import java.util.Locale;

/** A diagnosis as lines: how it stands, what was looked at, what was found, and what to do. */
final class DiagnosisText {

    private static final int LEVEL_WIDTH = 8;
    private static final int SUBJECT_WIDTH = 15;

    private DiagnosisText() {}

    /**
     * Renders.
     *
     * @param diagnosis what was found
     * @return lines, the last with its end
     */
    static String of(Diagnosis diagnosis) {
        StringBuilder text = new StringBuilder();
        section(text, "Machine", diagnosis.machine());
        if (!diagnosis.teacher().isEmpty()) {
            text.append('\n');
            section(text, "Teacher", diagnosis.teacher());
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String title, List<Finding> findings) {
        text.append(title).append('\n');
        for (Finding finding : findings) {
            String level = finding.level() == Finding.Level.OK
                    ? "OK"
                    : finding.level().name().toLowerCase(Locale.ROOT);
            text.append("  ")
                    .append(padded(level, LEVEL_WIDTH))
                    .append(padded(finding.subject(), SUBJECT_WIDTH))
                    .append(finding.found())
                    .append('\n');
            if (!finding.advice().isEmpty()) {
                text.append(" ".repeat(2 + LEVEL_WIDTH + SUBJECT_WIDTH))
                        .append("-> ")
                        .append(finding.advice())
                        .append('\n');
            }
        }
    }

    private static String padded(String word, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s", word);
    }
}
