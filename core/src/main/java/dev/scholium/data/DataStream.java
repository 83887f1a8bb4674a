package dev.scholium.data;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens data files. */
final class DataStream {

    private static final int BUFFER = 1 << 16;
    private static final int MARK_LENGTH = 3;

    private DataStream() {}

    /**
     * Opens a file's rows.
     *
     * @param file a data file
     * @param type how it holds rows
     * @return its rows, to be closed
     * @throws ScholiumException if it is missing, a folder, unreadable or damaged
     */
    static RawRows open(Path file, FileType type) {
        try {
            if (Files.isDirectory(file)) {
                throw new ScholiumException(ExitCode.FAILED, file + ": must be a file, but is a folder");
            }
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            if (type == FileType.PARQUET) {
                return new ParquetRows(file);
            }
            return rows(file, type, bytes(Files.newInputStream(file)));
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    /**
     * Opens the rows of a stream, such as standard input.
     *
     * @param name of the stream, for messages
     * @param stream JSONL, also packed with gzip; closed with its rows
     * @return its rows, to be closed
     * @throws ScholiumException if it cannot be read
     */
    static RawRows open(String name, InputStream stream) {
        try {
            return new JsonRows(bytes(stream));
        } catch (IOException e) {
            throw AtomicFile.cannotRead(Path.of(name), e);
        }
    }

    private static RawRows rows(Path file, FileType type, InputStream in) throws IOException {
        try {
            return switch (type) {
                case JSONL -> new JsonRows(in);
                case CSV -> new SeparatedRows(file, new CsvRecords(in));
                default -> new SeparatedRows(file, new TsvRecords(in));
            };
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Unpacks what is gzip by its first two bytes, whatever the file is called. */
    private static InputStream bytes(InputStream stream) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stream, BUFFER);
        in.mark(2);
        boolean packed = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return packed ? new GZIPInputStream(in, BUFFER) : in;
    }

    /**
     * Passes over the byte-order mark that some programs put in front of UTF-8.
     *
     * @param in at its beginning
     * @return the rest
     * @throws IOException if it cannot be read
     */
    static InputStream withoutByteOrderMark(InputStream in) throws IOException {
        byte[] first = in.readNBytes(MARK_LENGTH);
        boolean mark = first.length == MARK_LENGTH
                && first[0] == (byte) 0xEF
                && first[1] == (byte) 0xBB
                && first[2] == (byte) 0xBF;
        if (mark) {
            return in;
        }
        PushbackInputStream rest = new PushbackInputStream(in, MARK_LENGTH);
        rest.unread(first);
        return rest;
    }
}
