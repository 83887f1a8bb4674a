package dev.scholium.browse;

import dev.scholium.evaluate.Slicing;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.PrivateFiles;
import dev.scholium.file.Sha256;
import dev.scholium.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Opens the index of some places, making it where there is none or where it is older than their files.
 *
 * <p>It lies beside the first place, hidden: {@code <run>/.browse-<hash>.sqlite} in a run folder,
 * {@code .<file>.browse-<hash>.sqlite} beside a data file; where nothing can be written, in {@code ~/.cache/scholium}.
 * It may be removed at any time.
 *
 * @param places what is read, at least one
 * @param slicings by which rows can be filtered besides
 */
public record RowIndexes(List<Place> places, List<Slicing> slicings) {

    private static final String TEMPORARY = ".browse-";
    private static final String PART = ".part";
    private static final int HASH_DIGITS = 8;
    private static final int PIECE_BYTES = 1 << 20;

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException if there is no place
     */
    public RowIndexes {
        places = List.copyOf(places);
        slicings = List.copyOf(slicings);
        if (places.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one place");
        }
    }

    /** {@return what the files are like at this moment; another text means that an index is old} */
    public String stamp() {
        return IndexBuilder.stamp(places, slicings);
    }

    /**
     * Opens the index.
     *
     * @param progress is told how far it is made
     * @return the index, to be closed
     * @throws dev.scholium.failure.ScholiumException if a file cannot be read or is damaged
     */
    public RowIndex open(Progress progress) {
        String stamp = stamp();
        Path file = file();
        if (!Files.isRegularFile(file) || !IndexSchema.stamp(file).equals(stamp)) {
            build(file, stamp, progress);
        }
        readThrough(file, progress);
        return RowIndex.open(file);
    }

    /** A page reads bits of the file from all over: from a cold disk that would be slow, once for each bit. */
    private static void readThrough(Path file, Progress progress) {
        try (FileChannel channel = FileChannel.open(file)) {
            progress.begin("reading the index", channel.size(), "bytes");
            ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
            for (int bytes = channel.read(piece); bytes >= 0; bytes = channel.read(piece)) {
                progress.advance(bytes);
                piece.clear();
            }
            progress.end();
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    private void build(Path file, String stamp, Progress progress) {
        Path folder = Objects.requireNonNull(file.getParent(), "an index has a folder");
        Path temporary = temporary(folder);
        deleteLeftovers(folder, temporary);
        try {
            new IndexBuilder(places, slicings, progress).build(temporary, stamp);
            // readers of the old file keep it open; another process may put the same index there
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    /** What a killed process left; another process's that is being made was written a moment ago. */
    private static void deleteLeftovers(Path folder, Path fresh) {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, TEMPORARY + "*" + PART)) {
            Instant recent = Files.getLastModifiedTime(fresh).toInstant().minus(Duration.ofHours(1));
            for (Path leftover : leftovers) {
                if (Files.getLastModifiedTime(leftover).toInstant().isBefore(recent)) {
                    deleteQuietly(leftover);
                }
            }
        } catch (IOException | DirectoryIteratorException ignored) {
            // they only take room
        }
    }

    private static Path temporary(Path folder) {
        try {
            return Files.createTempFile(folder, TEMPORARY, PART); // only its owner may read it
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(folder, e);
        }
    }

    /** {@return where the index is, or will be} */
    Path file() {
        Path first = places.get(0).path().toAbsolutePath().normalize();
        String hash = Sha256.of(places + " " + slicings).substring(0, HASH_DIGITS);
        boolean run = places.get(0) instanceof Place.OfRun;
        Path folder = run ? first : Objects.requireNonNull(first.getParent(), "a file has a folder");
        String name = (run ? "" : "." + places.get(0).name()) + ".browse-" + hash + ".sqlite";
        return (Files.isWritable(folder) ? folder : cache()).resolve(name);
    }

    private static Path cache() {
        Path folder = Path.of(System.getProperty("user.home"), ".cache", "scholium");
        try {
            PrivateFiles.createFolder(folder);
            return folder;
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(folder, e);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // the failure before it is the one that counts
        }
    }
}
