package dev.scholium.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Finds the lines of a stream without making text of them: a line is a stretch of {@link #bytes()}.
 *
 * <p>A line ends with LF or CR LF. Longer lines than {@link RawRows#MAX_ROW_BYTES} are passed over, so memory is
 * bounded. Not for several threads.
 */
final class LineReader implements Closeable {

    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[4 * CHUNK];
    private int position;
    private int limit;
    private int start;
    private int end;
    private long number;
    private boolean ascii;
    private boolean escaped;
    private boolean tooLong;
    private boolean terminated;

    LineReader(InputStream in) throws IOException {
        this.in = DataStream.withoutByteOrderMark(in);
    }

    /**
     * Goes to the next line.
     *
     * @return whether there is one
     */
    boolean next() throws IOException {
        start = position;
        tooLong = false;
        int seen = 0;
        boolean backslash = false;
        int at = position;
        while (true) {
            for (; at < limit; at++) {
                byte b = buffer[at];
                if (b == '\n') {
                    finish(at, true);
                    ascii = seen >= 0;
                    escaped = backslash;
                    return true;
                }
                seen |= b;
                backslash |= b == '\\';
            }
            if (at - start > RawRows.MAX_ROW_BYTES) {
                tooLong = true;
                at = start;
                limit = start;
            }
            int length = at - start;
            boolean more = fill();
            at = start + length;
            if (!more) {
                ascii = seen >= 0;
                escaped = backslash;
                if (length > 0 || tooLong) {
                    finish(at, false);
                    return true;
                }
                return false;
            }
        }
    }

    private void finish(int lineEnd, boolean lineFeed) {
        number++;
        terminated = lineFeed;
        tooLong |= lineEnd - start > RawRows.MAX_ROW_BYTES;
        end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        position = lineFeed ? lineEnd + 1 : lineEnd;
    }

    /** Reads more behind the limit; when there is no room, moves the line's beginning to the front or grows. */
    private boolean fill() throws IOException {
        if (buffer.length - limit < CHUNK) {
            byte[] target = limit - start > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
            System.arraycopy(buffer, start, target, 0, limit - start);
            limit -= start;
            start = 0;
            buffer = target;
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read > 0) {
            limit += read;
        }
        return read >= 0;
    }

    /** {@return the buffer that holds the line} */
    byte[] bytes() {
        return buffer;
    }

    /** {@return where the line begins in the buffer} */
    int start() {
        return start;
    }

    /** {@return the line's bytes, without its end} */
    int length() {
        return end - start;
    }

    /** {@return the line's number, from 1} */
    long number() {
        return number;
    }

    /** {@return whether all bytes of the line are below 128} */
    boolean isAscii() {
        return ascii;
    }

    /** {@return whether there is a backslash in the line} */
    boolean hasEscapes() {
        return escaped;
    }

    /** {@return whether the line was too long to be kept; its bytes are then gone} */
    boolean isTooLong() {
        return tooLong;
    }

    /** {@return whether the line had an end; the last one may have none} */
    boolean isTerminated() {
        return terminated;
    }

    /** {@return whether the line is empty or of blanks} */
    boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return !tooLong;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
