package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Where each artefact of a run lies.
 *
 * @param path the run folder, absolute
 */
public record RunFolder(Path path) {

    /** Makes the path absolute. */
    public RunFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** {@return the recipe as resolved} */
    public Path recipe() {
        return path.resolve("recipe.yaml");
    }

    /** {@return seeds, hashes, versions, times and figures of the run} */
    public Path manifest() {
        return path.resolve("manifest.json");
    }

    /** {@return where rows with rationales are} */
    public Path augmented() {
        return path.resolve("augmented");
    }

    /** {@return where the vocabulary is that was made for fresh students} */
    public Path vocabulary() {
        return path.resolve("vocabulary");
    }

    /** {@return where the token ids of training rows are, for all trials} */
    public Path tokens() {
        return path.resolve("tokens");
    }

    /** {@return where all trials are} */
    public Path trials() {
        return path.resolve("trials");
    }

    /**
     * A trial's folder.
     *
     * @param trial its id
     * @return {@code trials/<id>}
     */
    public Path trial(String trial) {
        return trials().resolve(trial);
    }

    /** {@return where all predictions are} */
    public Path predictions() {
        return path.resolve("predictions");
    }

    /**
     * What a trial's student said of a split.
     *
     * @param trial the trial's id
     * @param split which rows
     * @return {@code predictions/<id>-<split>.jsonl}
     */
    public Path predictions(String trial, DataSplit split) {
        return predictions().resolve(trial + "-" + split.word() + ".jsonl");
    }

    /** {@return the scores and comparisons} */
    public Path results() {
        return path.resolve("results.json");
    }

    /** {@return where a pilot's figures and its page are} */
    public Path pilot() {
        return path.resolve("pilot");
    }

    /** {@return the page for people} */
    public Path report() {
        return path.resolve("report.html");
    }

    /**
     * The teachers' journal where the recipe names none: beside the run folder, shared by its neighbours.
     *
     * @return {@code ../journal.sqlite}
     */
    public Path defaultJournal() {
        return Objects.requireNonNull(path.getParent(), "a run folder has a parent")
                .resolve("journal.sqlite");
    }

    /**
     * Takes the folder for this process, making it when missing.
     *
     * @return the lock, to be closed at the end of the run; the system frees it when the process dies
     * @throws ScholiumException if another process holds the folder, or if it cannot be written
     */
    public AutoCloseable lock() {
        Path file = path.resolve(".lock");
        try {
            PrivateFiles.createFolder(path);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new ScholiumException(
                        ExitCode.FAILED,
                        path + ": another scholium process is at work in this run folder; wait for it, or name another"
                                + " folder with --run-dir");
            }
            return channel;
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
