package dev.scholium.run;

import dev.scholium.augment.RationaleAugmenter;
import dev.scholium.augment.TaughtReply;
import dev.scholium.data.Example;
import dev.scholium.pilot.PilotReply;
import dev.scholium.prompt.TeacherReply;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what a teacher made of a row.
 *
 * @param checks every rationale goes through them
 */
record PilotReplyReader(PilotChecks checks) {

    PilotReply read(Example row, TaughtReply found, TokenUsage usage, @Nullable Double costUsd) {
        long latency = found.answers().stream()
                .mapToLong(answer -> answer.completion().latency().toMillis())
                .sum();
        String rationale = "";
        String problem = RationaleAugmenter.NO_ANSWER;
        String label = "";
        String said = "";
        String finishReason = "";
        boolean refused = false;
        boolean repaired = false;
        if (found instanceof TaughtReply.Replied replied) {
            Completion completion = replied.last().completion();
            said = completion.text();
            finishReason = completion.finishReason();
            repaired = replied.isRepaired();
            if (replied.reply() instanceof TeacherReply.Answer answer) {
                rationale = answer.rationale();
                label = answer.teacherLabel();
                problem = "";
            } else if (replied.reply() instanceof TeacherReply.Refusal) {
                refused = true;
                problem = "refusal";
            } else {
                problem = ((TeacherReply.Unparseable) replied.reply()).reason();
            }
        }
        return new PilotReply(
                rationale,
                problem,
                refused,
                finishReason.equals("length"),
                repaired,
                label,
                row.label(),
                rationale.isEmpty() ? List.of() : checks.faults(row, rationale, finishReason),
                said,
                latency,
                usage.promptTokens(),
                usage.completionTokens(),
                costUsd);
    }
}
