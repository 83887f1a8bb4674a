package dev.scholium.pilot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a teacher made of one row by one template.
 *
 * @param rationale what was read out of its reply; empty if nothing
 * @param problem why nothing was read, in words that rows share; empty otherwise
 * @param refused whether the teacher declined
 * @param cutOff whether the token limit ended its last reply
 * @param repaired whether a second request told it what was wrong with its first reply
 * @param teacherLabel the label that it argues for; empty if it was not asked, or named none
 * @param goldLabel the row's label
 * @param faults names of the checks that the rationale does not pass
 * @param reply its last words, as they came
 * @param latencyMs milliseconds of all requests for the row
 * @param promptTokens tokens read for the row
 * @param completionTokens tokens written for the row
 * @param costUsd what that costs; absent if the price is unknown
 */
public record PilotReply(
        String rationale,
        String problem,
        boolean refused,
        boolean cutOff,
        boolean repaired,
        String teacherLabel,
        String goldLabel,
        List<String> faults,
        String reply,
        long latencyMs,
        long promptTokens,
        long completionTokens,
        @Nullable Double costUsd) {

    /** Copies. */
    public PilotReply {
        faults = List.copyOf(faults);
    }

    /** {@return whether a rationale could be read} */
    public boolean isParsed() {
        return !rationale.isEmpty();
    }

    /** {@return whether the teacher argues for the gold label} */
    public boolean agrees() {
        return isParsed() && teacherLabel.equals(goldLabel);
    }

    /** {@return words of the rationale} */
    public int words() {
        return rationale.isBlank() ? 0 : rationale.strip().split("\\s+").length;
    }
}
