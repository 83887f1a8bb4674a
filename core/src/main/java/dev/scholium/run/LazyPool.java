package dev.scholium.run;

import dev.scholium.teacher.Journal;
import dev.scholium.teacher.TeacherPool;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens journal and teacher when somebody is to be asked, so that a finished stage needs neither key nor server. */
final class LazyPool implements AutoCloseable {

    private final Supplier<Journal> openJournal;
    private final Function<Journal, TeacherPool> openPool;
    private @Nullable Journal journal;
    private @Nullable TeacherPool pool;

    LazyPool(Supplier<Journal> openJournal, Function<Journal, TeacherPool> openPool) {
        this.openJournal = openJournal;
        this.openPool = openPool;
    }

    /** {@return the pool, opened at the first call} */
    TeacherPool get() {
        if (pool == null) {
            Journal opened = openJournal.get();
            journal = opened;
            pool = openPool.apply(opened);
        }
        return pool;
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
