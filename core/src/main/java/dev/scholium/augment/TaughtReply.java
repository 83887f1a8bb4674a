package dev.scholium.augment;

import dev.scholium.prompt.TeacherReply;
import dev.scholium.teacher.JournalEntry;
import dev.scholium.teacher.Question;
import java.util.List;

/** What the journal says of a question that a teacher was asked, with the one repair that may have followed it. */
public sealed interface TaughtReply {

    /** {@return the question that decides: the repair's where there was one} */
    Question question();

    /** {@return what was answered so far: the first reply, then the repaired one; each was paid for} */
    List<JournalEntry.Answered> answers();

    /**
     * Not known yet.
     *
     * @param question is to be asked next
     * @param answers what was answered so far
     */
    record Pending(Question question, List<JournalEntry.Answered> answers) implements TaughtReply {}

    /**
     * The request failed for good in this session; a later session asks it again.
     *
     * @param question what was asked
     * @param answers what was answered before
     * @param reason why there is no answer
     * @param raw the last body received; may be empty
     */
    record Unanswered(Question question, List<JournalEntry.Answered> answers, String reason, String raw)
            implements TaughtReply {}

    /**
     * The teacher answered.
     *
     * @param question what it answered
     * @param answers one, or two after a repair
     * @param reply what the last of them says
     */
    record Replied(Question question, List<JournalEntry.Answered> answers, TeacherReply reply) implements TaughtReply {

        /** {@return the completion that was read} */
        public JournalEntry.Answered last() {
            return answers.get(answers.size() - 1);
        }

        /** {@return whether the teacher was told what was wrong with its first reply} */
        public boolean isRepaired() {
            return answers.size() > 1;
        }
    }
}
