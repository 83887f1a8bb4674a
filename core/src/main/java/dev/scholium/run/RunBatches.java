package dev.scholium.run;

import dev.scholium.recipe.Recipe;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.Teachers;
import dev.scholium.teacher.batch.BatchAsker;
import dev.scholium.teacher.batch.BatchPolicy;
import java.time.Clock;
import java.util.Map;

/**
 * The batch jobs of a run's teacher: to be looked at, waited for, fetched and cancelled without carrying the run on.
 */
public final class RunBatches implements AutoCloseable {

    private final Journal journal;
    private final BatchAsker asker;

    private RunBatches(Journal journal, BatchAsker asker) {
        this.journal = journal;
        this.asker = asker;
    }

    /**
     * Opens a run's journal and a way to its teacher's jobs; nothing is sent yet.
     *
     * @param recipe names the teacher, and perhaps the journal
     * @param folder the run folder
     * @param environment the process's environment, where keys are looked up
     * @param clock for the journal's times, and for the time that jobs have left
     * @return the jobs
     * @throws dev.scholium.failure.ScholiumException if the provider has no batch jobs, its key is missing, or the
     *     journal cannot be opened
     */
    public static RunBatches open(Recipe recipe, RunFolder folder, Map<String, String> environment, Clock clock) {
        RunAskers askers = new RunAskers(new Teachers(Map.of(), environment, clock), clock, BatchPolicy.defaults());
        Journal journal = askers.journal(recipe, folder);
        try {
            return new RunBatches(journal, askers.batch(recipe.teacher(), journal));
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** {@return the jobs} */
    public BatchAsker jobs() {
        return asker;
    }

    @Override
    public void close() {
        journal.close();
    }
}
