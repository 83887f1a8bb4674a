package dev.scholium.augment;

import dev.scholium.teacher.Asker;
import dev.scholium.teacher.ForwardingAsker;
import dev.scholium.teacher.JournalEntry;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.RequestHash;
import java.util.HashSet;
import java.util.Set;

/** Notes which questions were looked up in a journal and what it holds of them. One thread. */
final class NotingAsker extends ForwardingAsker {

    private final Set<RequestHash> answered = new HashSet<>();
    private final Set<RequestHash> messages = new HashSet<>();

    NotingAsker(Asker asker) {
        super(asker);
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
        JournalEntry entry = super.find(question);
        messages.add(MessageKey.of(question.prompt()));
        if (entry instanceof JournalEntry.Answered) {
            answered.add(hash(question));
        }
        return entry;
    }
}
