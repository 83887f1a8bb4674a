package dev.scholium.teacher.mock;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * A file with one line for every request, written before the client gets its answer: whatever a client has received,
 * the log knows, also when the mock teacher is killed. Safe for any number of threads.
 */
final class MockLog implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    private MockLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a log to go on with it.
     *
     * @param file made when missing
     * @param earlier gets what it holds; a torn last line is cut off
     * @return the log
     * @throws ScholiumException if it cannot be read or written, or is no such log
     */
    static MockLog open(Path file, Consumer<MockEntry> earlier) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.truncate(wholeLines(file));
            channel.position(channel.size());
            try (Stream<String> lines = Files.lines(file)) {
                lines.forEach(line -> earlier.accept(Json.read(line, MockEntry.class)));
            }
            return new MockLog(file, channel);
        } catch (IOException e) {
            throw new ScholiumException(ExitCode.FAILED, file + ": cannot be opened: " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, file + ": must be a log of the mock teacher, but is something else", e);
        }
    }

    private static long wholeLines(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    synchronized void write(MockEntry entry) {
        ByteBuffer line = ByteBuffer.wrap((Json.line(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            throw new ScholiumException(ExitCode.FAILED, file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ScholiumException(ExitCode.FAILED, file + ": cannot be closed: " + e.getMessage(), e);
        }
    }
}
