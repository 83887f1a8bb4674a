package dev.scholium.teacher;

import dev.scholium.progress.Progress;
import dev.scholium.teacher.privacy.RedactedPrompt;
import dev.scholium.teacher.privacy.Redactor;
import java.util.Iterator;

/**
 * Asks without private texts, and puts them back in the answers.
 *
 * <p>What is asked, sent, hashed and journalled is the redacted prompt; what stood there is found anew from the prompt
 * whenever its answer is read, and kept nowhere. It makes no difference which way a reply comes.
 */
public final class RedactingAsker extends ForwardingAsker {

    private final Redactor redactor;

    private RedactingAsker(Asker asker, Redactor redactor) {
        super(asker);
        this.redactor = redactor;
    }

    /**
     * An asker that redacts what its configuration says.
     *
     * @param asker sends and keeps what it is given
     * @return the same where there is nothing to redact, or where it redacts already
     */
    public static Asker around(Asker asker) {
        return asker instanceof RedactingAsker || asker.config().redact().isEmpty()
                ? asker
                : new RedactingAsker(asker, new Redactor(asker.config().redact()));
    }

    @Override
    public AskSummary ask(Iterator<Question> questions, Progress progress) {
        return super.ask(redacted(questions), progress);
    }

    @Override
    public void sendAhead(Iterator<Question> questions, Progress progress) {
        super.sendAhead(redacted(questions), progress);
    }

    private Iterator<Question> redacted(Iterator<Question> questions) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return questions.hasNext();
            }

            @Override
            public Question next() {
                return sent(questions.next());
            }
        };
    }

    @Override
    public Question sent(Question question) {
        return new Question(redactor.redact(question.prompt()).prompt(), question.sample());
    }

    @Override
    public JournalEntry find(Question question) {
        RedactedPrompt redacted = redactor.redact(question.prompt());
        JournalEntry entry = super.find(new Question(redacted.prompt(), question.sample()));
        if (!(entry instanceof JournalEntry.Answered answered)) {
            return entry;
        }
        Completion completion = answered.completion();
        Completion restored = new Completion(
                redacted.putBack(completion.text()),
                completion.finishReason(),
                completion.usage(),
                completion.model(),
                completion.latency(),
                completion.raw());
        return new JournalEntry.Answered(answered.id(), answered.thisSession(), restored, answered.cost());
    }

    @Override
    public RequestHash hash(Question question) {
        return super.hash(sent(question));
    }
}
