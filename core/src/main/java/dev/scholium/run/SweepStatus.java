package dev.scholium.run;

import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import dev.scholium.evaluate.SweepRow.State;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Tells how a sweep stands from its files alone, whether or not a process is at work on it. */
public final class SweepStatus {

    private SweepStatus() {}

    /**
     * Reads a sweep's table; a trial that counts as running although no process holds the folder was interrupted.
     *
     * @param folder the sweep's
     * @return how all trials stand
     * @throws ScholiumException if there is no sweep
     */
    public static SweepResults of(SweepFolder folder) {
        if (!Files.exists(folder.table())) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    folder.path() + ": must be the folder of a sweep, but has no sweep.json (\"scholium sweep\" writes"
                            + " it before the first trial begins)");
        }
        SweepResults results = SweepResults.read(folder.table());
        return isAtWork(folder) ? results : withoutRunning(results);
    }

    private static boolean isAtWork(SweepFolder folder) {
        Path file = folder.path().resolve(".lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (java.nio.channels.OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    private static SweepResults withoutRunning(SweepResults results) {
        List<SweepRow> rows = results.trials().stream()
                .map(row -> row.state() == State.running ? row.with(State.interrupted) : row)
                .toList();
        return new SweepResults(
                results.formatVersion(), results.name(), results.keys(), results.parallel(), rows, results.choice());
    }
}
