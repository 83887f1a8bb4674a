package dev.scholium.teacher;

import dev.scholium.progress.Progress;
import java.util.Iterator;

/** Knows a teacher's answers from a journal alone, and asks nobody. */
public final class JournalAsker implements Asker {

    private final TeacherIdentity identity;
    private final TeacherConfig config;
    private final JournalView journal;

    /**
     * Answers that are there.
     *
     * @param identity who gave them
     * @param config who and how
     * @param journal where they are
     */
    public JournalAsker(TeacherIdentity identity, TeacherConfig config, JournalView journal) {
        this.identity = identity;
        this.config = config;
        this.journal = journal;
    }

    @Override
    public TeacherIdentity identity() {
        return identity;
    }

    @Override
    public TeacherConfig config() {
        return config;
    }

    @Override
    public JournalEntry find(Question question) {
        return journal.find(hash(question));
    }

    /**
     * Asks nobody.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public AskSummary ask(Iterator<Question> questions, Progress progress) {
        throw new UnsupportedOperationException("a journal alone asks nobody");
    }
}
