package dev.scholium.teacher;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.teacher.price.TeacherPrice;
import java.util.Iterator;

/**
 * Gets questions answered, and keeps every reply in a journal: which way a reply came makes no difference to those who
 * read it there.
 */
public interface Asker {

    /** {@return who is asked} */
    TeacherIdentity identity();

    /** {@return its limits and prices} */
    TeacherConfig config();

    /** {@return what its tokens cost, and where that is written} */
    default TeacherPrice price() {
        return TeacherPrice.of(config());
    }

    /**
     * Asks all questions that are not answered yet, and returns when each is answered or has failed for good.
     *
     * <p>Interrupting the calling thread ends it in order: what is under way is journalled.
     *
     * @param questions taken one by one; never held together
     * @param progress advances by one a question
     * @return what it took
     * @throws TeacherException if the teacher cannot be asked any further
     * @throws ScholiumException if the journal cannot be written, or with {@link ExitCode#INTERRUPTED}
     */
    AskSummary ask(Iterator<Question> questions, Progress progress);

    /**
     * Sends questions on their way whose replies will be asked for later, where a provider takes its time with many
     * together; does nothing where it does not.
     *
     * @param questions taken one by one; never held together
     * @param progress is told what was sent
     * @throws TeacherException if the teacher cannot be asked any further
     * @throws ScholiumException if the journal cannot be written, or with {@link ExitCode#INTERRUPTED}
     */
    default void sendAhead(Iterator<Question> questions, Progress progress) {}

    /**
     * What the journal holds of a question.
     *
     * @param question what was asked
     * @return its state, with the completion where there is one
     */
    JournalEntry find(Question question);

    /**
     * A question as it leaves this machine.
     *
     * @param question what is asked
     * @return what is sent, hashed and journalled; the same unless private texts are taken out
     */
    default Question sent(Question question) {
        return question;
    }

    /**
     * A question's key in the journal.
     *
     * @param question what is asked
     * @return the hash of its request
     */
    default RequestHash hash(Question question) {
        return RequestHash.of(identity(), question);
    }
}
