package dev.scholium.student;

import dev.scholium.student.StudentTask.Output;
import java.util.Optional;

/** Reads outputs of the layout {@link TargetLayout#RATIONALE_FIRST}, whose last word is the label. */
final class LastLabel {

    private final StudentTask task;

    LastLabel(StudentTask task) {
        this.task = task;
    }

    /**
     * Reads an output.
     *
     * @param text the output without surrounding blanks
     * @return the label if the output ends with the label separator and a label's text, or is a label's text alone;
     *     otherwise it is malformed
     */
    Output parse(String text) {
        Output longest = new Output(Optional.empty(), text);
        int length = -1;
        for (int i = 0; i < task.labelTexts().size(); i++) {
            String labelText = task.labelTexts().get(i);
            // of two label texts that both end the output, the longer one is meant: "not entailed", "entailed"
            if (text.endsWith(labelText) && labelText.length() > length) {
                String before = text.substring(0, text.length() - labelText.length());
                String separator = task.labelSeparator().strip();
                boolean alone = before.isEmpty();
                boolean separated = before.strip().endsWith(separator) && endsAWord(before);
                if (alone || separated) {
                    String rationale = alone ? "" : before.strip();
                    rationale = alone ? "" : rationale.substring(0, rationale.length() - separator.length());
                    longest = new Output(Optional.of(task.labels().names().get(i)), rationale.strip());
                    length = labelText.length();
                }
            }
        }
        return longest;
    }

    /**
     * Reads the rationale out of the beginning of an output.
     *
     * @param text the beginning without surrounding blanks
     * @return the text but for an end that may become separator and label
     */
    String rationaleSoFar(String text) {
        int end = 0;
        while (end < text.length() && !mayBecomeTheEnd(text.substring(end), end == 0)) {
            end++;
        }
        return text.substring(0, end).strip();
    }

    private boolean mayBecomeTheEnd(String tail, boolean alone) {
        String separator = task.labelSeparator().strip();
        String text = tail.stripLeading();
        if (separator.startsWith(text)) {
            return true;
        }
        boolean separated = text.startsWith(separator);
        String label = separated ? text.substring(separator.length()).stripLeading() : text;
        return (separated || alone) && task.labelTexts().stream().anyMatch(labelText -> labelText.startsWith(label));
    }

    private static boolean endsAWord(String text) {
        return !Character.isLetterOrDigit(text.charAt(text.length() - 1));
    }
}
