package dev.scholium.augment;

import dev.scholium.progress.Progress;
import dev.scholium.teacher.AskSummary;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.JournalEntry;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.RequestHash;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherIdentity;
import dev.scholium.teacher.price.TeacherPrice;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/** Notes which questions were looked up in a journal and what it holds of them. One thread. */
final class NotingAsker implements Asker {

    private final Asker asker;
    private final Set<RequestHash> answered = new HashSet<>();
    private final Set<RequestHash> messages = new HashSet<>();

    NotingAsker(Asker asker) {
        this.asker = asker;
    }

    /** {@return how many different requests were looked up and found answered} */
    long answered() {
        return answered.size();
    }

    /** {@return whether messages were looked up, by {@link MessageKey}} */
    boolean hasLookedUp(RequestHash messages) {
        return this.messages.contains(messages);
    }

    @Override
    public JournalEntry find(Question question) {
        JournalEntry entry = asker.find(question);
        messages.add(MessageKey.of(question.prompt()));
        if (entry instanceof JournalEntry.Answered) {
            answered.add(asker.hash(question));
        }
        return entry;
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
    public RequestHash hash(Question question) {
        return asker.hash(question);
    }
}
