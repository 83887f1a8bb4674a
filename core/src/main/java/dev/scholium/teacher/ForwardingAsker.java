package dev.scholium.teacher;

import dev.scholium.progress.Progress;
import dev.scholium.teacher.price.TeacherPrice;
import java.util.Iterator;

/** Does what another asker does; whoever extends it says what is different. */
public abstract class ForwardingAsker implements Asker {

    private final Asker asker;

    /**
     * Around another asker.
     *
     * @param asker who asks in the end
     */
    protected ForwardingAsker(Asker asker) {
        this.asker = asker;
    }

    @Override
    public TeacherIdentity identity() {
        return asker.identity();
    }

    @Override
    public TeacherConfig config() {
        return asker.config();
    }

    @Override
    public TeacherPrice price() {
        return asker.price();
    }

    @Override
    public AskSummary ask(Iterator<Question> questions, Progress progress) {
        return asker.ask(questions, progress);
    }

    @Override
    public void sendAhead(Iterator<Question> questions, Progress progress) {
        asker.sendAhead(questions, progress);
    }

    @Override
    public JournalEntry find(Question question) {
        return asker.find(question);
    }

    @Override
    public Question sent(Question question) {
        return asker.sent(question);
    }

    @Override
    public RequestHash hash(Question question) {
        return asker.hash(question);
    }
}
