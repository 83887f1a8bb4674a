package dev.scholium.file;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Writes files that are either whole or not there: to a temporary name, synced, then renamed. An interrupted thread
 * writes, too, and stays interrupted.
 */
public final class AtomicFile {

    private AtomicFile() {}

    /** Writes one file's content into the path it is given. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes the content.
         *
         * @param temporary where to write it; its folder exists
         * @throws IOException if it cannot be written
         */
        void writeTo(Path temporary) throws IOException;
    }

    /**
     * Replaces a file's text.
     *
     * @param file where; its folder is made when missing
     * @param text new content, written as UTF-8
     * @throws ScholiumException if the file cannot be written; the old one is then as it was
     */
    public static void write(Path file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(file, temporary -> Files.write(temporary, bytes));
    }

    /**
     * Replaces a file by what a writer leaves at a temporary path beside it.
     *
     * @param file where; its folder is made when missing
     * @param content writes the new content
     * @throws ScholiumException if the file cannot be written; the old one is then as it was
     */
    public static void write(Path file, Content content) {
        Path absolute = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(absolute.getParent(), "a file has a folder");
        Path temporary = absolute.resolveSibling(absolute.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            content.writeTo(temporary);
            sync(temporary);
            Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(folder);
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw cannotWrite(file, e);
        } catch (RuntimeException e) {
            deleteQuietly(temporary);
            throw e;
        }
    }

    /**
     * Replaces a file's text as a whole, but does not force it to the disk: for what is soon written again.
     *
     * @param file where; its folder must exist
     * @param text new content, written as UTF-8
     * @throws IOException if it cannot be written; the old one is then as it was
     */
    public static void replace(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Forces a file's content to the disk.
     *
     * @param file a file
     * @throws IOException if the disk refuses
     */
    public static void sync(Path file) throws IOException {
        force(file, StandardOpenOption.WRITE);
    }

    /** A channel closes itself when its thread is interrupted, so the interrupt waits until all is on the disk. */
    private static void force(Path path, OpenOption how) throws IOException {
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        } catch (ClosedByInterruptException e) {
            force(path, how); // it came meanwhile
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Forces a folder's entries (a rename) to the disk, where the platform can.
     *
     * @param folder a folder
     */
    public static void syncFolder(Path folder) {
        try {
            force(folder, StandardOpenOption.READ);
        } catch (IOException ignored) {
            // Windows cannot open folders; the rename itself is atomic there too
        }
    }

    /**
     * The failure for a file that cannot be written.
     *
     * @param file which
     * @param cause why
     * @return one line with the file and the reason, such as a full disk; with exit code 130 if it was an interrupt
     */
    public static ScholiumException cannotWrite(Path file, IOException cause) {
        return failure(file, "written", cause);
    }

    /**
     * The failure for a file that cannot be read.
     *
     * @param file which
     * @param cause why
     * @return one line with the file and the reason; with exit code 130 if it was an interrupt
     */
    public static ScholiumException cannotRead(Path file, IOException cause) {
        return failure(file, "read", cause);
    }

    private static ScholiumException failure(Path file, String what, IOException cause) {
        return cause instanceof ClosedByInterruptException
                ? new ScholiumException(
                        ExitCode.INTERRUPTED,
                        file + ": was not " + what + " to its end: interrupted; run the same command again",
                        cause)
                : new ScholiumException(ExitCode.FAILED, file + ": cannot be " + what + ": " + reason(cause), cause);
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof java.nio.file.FileSystemException fileSystem && fileSystem.getReason() != null) {
            return fileSystem.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // the first failure is the one that counts
        }
    }

    /**
     * Writes all of a buffer to a channel.
     *
     * @param channel open for writing
     * @param bytes what to write
     * @throws IOException if the disk refuses
     */
    public static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
