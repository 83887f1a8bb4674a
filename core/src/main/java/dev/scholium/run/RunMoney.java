package dev.scholium.run;

import dev.scholium.progress.Progress;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.UnknownOutcomes;
import dev.scholium.teacher.price.TeacherPrice;

/** Tells the user and the manifest what a run's teacher has cost. */
final class RunMoney {

    private final TeacherConfig config;
    private final Progress progress;

    RunMoney(TeacherConfig config, Progress progress) {
        this.config = config;
        this.progress = progress;
    }

    /** Says what an earlier crash left open in a journal that was just opened; gives the journal back. */
    Journal opened(Journal journal) {
        UnknownOutcomes unknown = journal.unknown();
        if (unknown.requests() > 0) {
            progress.say(unknown.requests() + " requests were under way when a process died; they may have cost up to "
                    + unknown.most()
                    + ", which counts as spent. Those that are needed are asked again; \"scholium journal "
                    + journal.file() + " unknown\" lists them");
        }
        return journal;
    }

    /** Notes what the run has cost, also when it stops early. */
    void record(Journal journal, Manifest manifest) {
        TeacherPrice price = TeacherPrice.of(config);
        manifest.record("money", "teacher", MoneyFigures.of(config, price, journal.ledger()));
        if (journal.ledger().spent().picos() > 0) {
            progress.say("Spent: " + journal.ledger().spentHere() + " now, "
                    + journal.ledger().spent() + " by this run over all its sessions (prices: " + price.origin() + ")");
        }
    }
}
