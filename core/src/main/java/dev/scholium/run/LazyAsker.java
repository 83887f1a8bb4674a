package dev.scholium.run;

import dev.scholium.teacher.Asker;
import dev.scholium.teacher.Journal;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens journal and teacher when somebody is to be asked, so that a finished stage needs neither key nor server. */
final class LazyAsker implements AutoCloseable {

    private final Supplier<Journal> openJournal;
    private final Function<Journal, Asker> openAsker;
    private @Nullable Journal journal;
    private @Nullable Asker asker;

    LazyAsker(Supplier<Journal> openJournal, Function<Journal, Asker> openAsker) {
        this.openJournal = openJournal;
        this.openAsker = openAsker;
    }

    /** {@return the asker, opened at the first call} */
    Asker get() {
        if (asker == null) {
            Journal opened = openJournal.get();
            journal = opened;
            asker = openAsker.apply(opened);
        }
        return asker;
    }

    /** {@return the journal, if it was opened} */
    Optional<Journal> journal() {
        return Optional.ofNullable(journal);
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
