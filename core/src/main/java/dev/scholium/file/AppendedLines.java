package dev.scholium.file;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * Files of JSON lines that are only ever appended to. A last line without its line end was torn by a kill, even in the
 * middle of a character, and counts as not written.
 */
public final class AppendedLines {

    private AppendedLines() {}

    /**
     * Reads a file that another process may be writing.
     *
     * @param <T> what a line becomes
     * @param file a missing one is empty
     * @param type what a line becomes
     * @param what a line is, in words, for the message where it is not
     * @return its whole lines in order
     * @throws ScholiumException if the file cannot be read, or a whole line cannot be understood
     */
    public static <T> List<T> read(Path file, Class<T> type, String what) {
        List<T> read = new ArrayList<>();
        if (!Files.exists(file)) {
            return read;
        }
        int number = 0;
        for (String line : wholeLines(file).lines().toList()) {
            number++;
            try {
                read.add(Json.read(line, type));
            } catch (JacksonException e) {
                throw new ScholiumException(
                        ExitCode.FAILED,
                        file + ":" + number + ": must be " + what + ", but: " + e.getOriginalMessage(),
                        e);
            }
        }
        return read;
    }

    private static String wholeLines(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            return StandardCharsets.UTF_8
                    .newDecoder() // unlike a string's constructor, it refuses what is no UTF-8
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString();
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    /**
     * Brings a file to where the next line belongs: a torn last line is cut off.
     *
     * @param channel open for reading and writing; at the file's end afterwards
     * @throws IOException if it cannot be read or written
     */
    public static void cutTornLine(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                break;
            }
            end--;
        }
        channel.truncate(end);
        channel.position(end);
    }

    /**
     * Appends a line; it is on the disk once the caller has forced the channel.
     *
     * @param channel at the file's end
     * @param line becomes one line of JSON
     * @throws IOException if it cannot be written
     */
    public static void append(FileChannel channel, Object line) throws IOException {
        AtomicFile.writeFully(channel, ByteBuffer.wrap((Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
