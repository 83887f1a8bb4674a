package dev.scholium.torch.tokenize;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Token ids of texts, kept in a folder for the trainings that learn from the same texts.
 *
 * <p>A file is named by a hash of the tokenizer and of all its texts, and so never out of date. One process at a time
 * encodes for a folder; others wait and read what it wrote. A damaged file is made anew, and where nothing can be kept
 * texts are encoded each time.
 */
public final class TokenStore {

    /** Raised when the same vocabulary encodes a text in another way than before. */
    private static final int VERSION = 1;

    private final T5Tokenizer tokenizer;
    private final Path folder;

    /**
     * A store.
     *
     * @param tokenizer encodes what is not there yet
     * @param folder where files are kept; made when first needed, and may be deleted at any time
     */
    public TokenStore(T5Tokenizer tokenizer, Path folder) {
        this.tokenizer = tokenizer;
        this.folder = folder;
    }

    /**
     * Token ids of many texts.
     *
     * @param texts any texts
     * @return one array a text, each with {@code </s>} at the end
     */
    public int[][] encodeAll(List<String> texts) {
        return encoded(texts, true);
    }

    /**
     * Token ids of many texts, without {@code </s>}.
     *
     * @param texts any texts
     * @return one array a text
     */
    public int[][] encodeAllWithoutEos(List<String> texts) {
        return encoded(texts, false);
    }

    private int[][] encoded(List<String> texts, boolean withEos) {
        if (texts.isEmpty()) {
            return new int[0][];
        }
        Path file = folder.resolve(name(texts, withEos));
        synchronized (TokenStore.class) { // a process holds a file's lock but once
            try {
                Files.createDirectories(folder);
                try (FileChannel channel = FileChannel.open(
                                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    Optional<int[][]> kept = lock.isValid() ? read(file, texts.size()) : Optional.empty();
                    return kept.isPresent() ? kept.get() : encodeInto(file, texts, withEos);
                }
            } catch (IOException e) {
                return encode(texts, withEos); // a folder that keeps nothing stops no training
            }
        }
    }

    private String name(List<String> texts, boolean withEos) {
        Sha256 hash =
                new Sha256().addByte(VERSION).addSized(tokenizer.identity()).addByte(withEos ? 1 : 0);
        texts.forEach(hash::addSized);
        return hash.hex() + ".tokens";
    }

    private int[][] encodeInto(Path file, List<String> texts, boolean withEos) {
        int[][] ids = encode(texts, withEos);
        try {
            AtomicFile.write(file, temporary -> write(temporary, ids));
        } catch (ScholiumException e) {
            return ids; // such as a full disk, which the training itself will tell of
        }
        return ids;
    }

    private int[][] encode(List<String> texts, boolean withEos) {
        return withEos ? tokenizer.encodeAll(texts) : tokenizer.encodeAllWithoutEos(texts);
    }

    /** Each row's length and ids, all as four bytes, the highest first; then the CRC-32 of all that. */
    private static void write(Path file, int[][] ids) throws IOException {
        CRC32 checksum = new CRC32();
        try (DataOutputStream out = new DataOutputStream(
                new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), checksum))) {
            for (int[] row : ids) {
                out.writeInt(row.length);
                for (int id : row) {
                    out.writeInt(id);
                }
            }
            out.writeLong(checksum.getValue());
        }
    }

    /** {@return what was written; none if there is no such file, or it is damaged} */
    private static Optional<int[][]> read(Path file, int rows) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        CRC32 checksum = new CRC32();
        int[][] ids = new int[rows][];
        long left = Files.size(file) / Integer.BYTES;
        try (DataInputStream in = new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), checksum))) {
            for (int row = 0; row < rows; row++) {
                int length = in.readInt();
                if (length < 0 || length > left) {
                    return Optional.empty();
                }
                left -= length;
                ids[row] = new int[length];
                for (int i = 0; i < length; i++) {
                    ids[row][i] = in.readInt();
                }
            }
            long found = checksum.getValue();
            return in.readLong() == found && in.read() < 0 ? Optional.of(ids) : Optional.empty();
        } catch (EOFException cut) {
            return Optional.empty();
        }
    }
}
