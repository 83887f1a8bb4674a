package dev.scholium.run;

import dev.scholium.recipe.Recipe;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.RedactingAsker;
import dev.scholium.teacher.RetryPolicy;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherPool;
import dev.scholium.teacher.Teachers;
import dev.scholium.teacher.batch.BatchAsker;
import dev.scholium.teacher.batch.BatchPolicy;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Opens what a run asks its teacher with: the journal, and one by one or by batch jobs as the recipe says.
 *
 * @param teachers makes teachers
 * @param clock for the journal's times, and for the time that batch jobs have left
 * @param policy how batch jobs are made and waited for
 */
record RunAskers(Teachers teachers, Clock clock, BatchPolicy policy) {

    /** The journal of a run, its own or the one that the recipe names. */
    Journal journal(Recipe recipe, RunFolder folder) {
        Path file = recipe.journal().isEmpty() ? folder.defaultJournal() : Path.of(recipe.journal());
        return Journal.open(file, clock, folder.path());
    }

    /** Who asks a teacher, by the way that its configuration names, and without the private texts that it names. */
    Asker asker(TeacherConfig config, Journal journal) {
        return RedactingAsker.around(isByBatch(config) ? batch(config, journal) : live(config, journal));
    }

    /** Whether a teacher is asked by batch jobs; one in this process has none, and needs none. */
    static boolean isByBatch(TeacherConfig config) {
        return config.delivery().equals("batch") && !config.provider().equals(TeacherConfig.BUILT_IN);
    }

    BatchAsker batch(TeacherConfig config, Journal journal) {
        return new BatchAsker(teachers.batch(config), journal, policy, clock);
    }

    private TeacherPool live(TeacherConfig config, Journal journal) {
        Integer seed = config.seed();
        return new TeacherPool(teachers.of(config), config, journal, RetryPolicy.of(config), seed == null ? 0 : seed);
    }
}
