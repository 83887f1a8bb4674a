package dev.scholium.augment;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AppendedLines;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;

/**
 * A run folder's {@code edits.jsonl}: only ever appended to, each line forced to the disk before anyone is told that it
 * is kept. A last line without its line end was torn by a kill and counts as not written. Safe for several threads, and
 * for several processes, which lock the file while they write.
 */
public final class EditFile {

    /** A file lock holds between processes only, so threads of this one take turns here. */
    private static final Object TURN = new Object();

    private final Path file;

    /**
     * The edits of a run.
     *
     * @param folder the folder that {@code augmented/} is in
     */
    public EditFile(Path folder) {
        this.file = folder.resolve("edits.jsonl");
    }

    /** {@return where it is, or will be} */
    public Path path() {
        return file;
    }

    /**
     * Appends an edit; it is on the disk when this returns.
     *
     * @param edit what a person did
     * @throws ScholiumException if the file cannot be written
     */
    public void add(RationaleEdit edit) {
        synchronized (TURN) {
            append(edit);
        }
    }

    private void append(RationaleEdit edit) {
        try {
            PrivateFiles.createFile(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("cannot be locked");
                }
                AppendedLines.cutTornLine(channel);
                AppendedLines.append(channel, edit);
                channel.force(true);
            }
            AtomicFile.syncFolder(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder"));
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    /**
     * All edits in the order in which they were made.
     *
     * @return whole lines; none where there is no file
     * @throws ScholiumException if a line cannot be understood
     */
    public List<RationaleEdit> read() {
        return AppendedLines.read(file, RationaleEdit.class, "an edit of a rationale");
    }
}
