package dev.scholium.augment;

import dev.scholium.data.Example;
import dev.scholium.prompt.Prompter;
import dev.scholium.prompt.TeacherReply;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.JournalEntry;
import dev.scholium.teacher.Question;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads replies in the journal, and asks for one repair of a reply that has another form than was asked for.
 *
 * <p>The repair follows from question and reply alone, so it is found again in the journal like any other question.
 */
public final class TaughtReplies {

    private final Prompter prompter;
    private final Asker asker;

    /**
     * A reader.
     *
     * @param prompter makes the prompts and reads the replies
     * @param asker finds them in its journal
     */
    public TaughtReplies(Prompter prompter, Asker asker) {
        this.prompter = prompter;
        this.asker = asker;
    }

    /**
     * The question about a row.
     *
     * @param row a row of the task
     * @return what is asked first, whatever comes of it
     */
    public Question question(Example row) {
        return Question.of(prompter.prompt(row));
    }

    /**
     * What became of a question.
     *
     * @param asked a question about a row, of any sample
     * @return the reply, after its repair where one was needed, or what is missing
     */
    public TaughtReply of(Question asked) {
        TaughtReply first = find(asked, List.of());
        if (!(first instanceof TaughtReply.Replied replied)
                || !(replied.reply() instanceof TeacherReply.Unparseable unparseable)
                || !unparseable.isRepairable()) {
            return first;
        }
        String text = replied.last().completion().text();
        return find(
                new Question(prompter.repair(asked.prompt(), text, unparseable.error()), asked.sample()),
                replied.answers());
    }

    /**
     * What may follow an open question until its reply is read.
     *
     * @param asked the question, before any repair
     * @param open what is asked next: the same, or its repair
     * @param repeats how often the question may be asked again, each time with a repair
     * @return all that may be asked then
     */
    public List<PossibleRequests> possible(Question asked, Question open, int repeats) {
        List<PossibleRequests> possible = new ArrayList<>();
        if (repeats > 0) {
            possible.add(new PossibleRequests(asked.prompt(), repeats));
        }
        int repairs = open.prompt().equals(asked.prompt()) ? repeats + 1 : repeats;
        if (repairs > 0) {
            prompter.longestRepair(asked.prompt())
                    .ifPresent(repair -> possible.add(new PossibleRequests(repair, repairs)));
        }
        return possible;
    }

    private TaughtReply find(Question question, List<JournalEntry.Answered> before) {
        JournalEntry entry = asker.find(question);
        if (entry instanceof JournalEntry.Answered answered) {
            List<JournalEntry.Answered> answers = new ArrayList<>(before);
            answers.add(answered);
            Completion completion = answered.completion();
            return new TaughtReply.Replied(
                    question, List.copyOf(answers), prompter.read(completion.text(), completion.finishReason()));
        }
        if (entry instanceof JournalEntry.Failed failed && failed.thisSession()) {
            return new TaughtReply.Unanswered(question, before, failed.reason(), failed.raw());
        }
        return new TaughtReply.Pending(question, before);
    }
}
