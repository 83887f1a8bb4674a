package dev.scholium.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of a CSV file by RFC 4180.
 *
 * <p>Finds where a record ends among its bytes and has it taken apart alone, so that a record that is broken, too long
 * or not UTF-8 does not end the reading of the file.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180, section 2</a>
 */
final class CsvRecords implements TextRecords {

    /** Where in a record a byte stands; only at a cell's start does a quote begin a quoted cell. */
    private enum State {
        CELL_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private static final int END_OF_FILE = -1;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private long line = 1;
    private long firstLine = 1;
    private boolean tooLong;
    private State state = State.CELL_START;
    private boolean endOfFile;

    CsvRecords(InputStream in) throws IOException {
        this.in = DataStream.withoutByteOrderMark(in);
    }

    @Override
    public @Nullable TextRecord next() throws IOException {
        do {
            if (endOfFile) {
                return null;
            }
            frame();
        } while (record.size() == 0 && !tooLong);
        if (tooLong) {
            return broken(RawRows.TOO_LONG);
        }
        if (endOfFile && state == State.QUOTED) {
            return broken("a quote that opens in this row must be closed, but the file ends first");
        }
        byte[] bytes = record.toByteArray();
        String text = StrictUtf8.decode(bytes, 0, bytes.length);
        if (text == null) {
            return broken(RawRows.NOT_UTF8);
        }
        try {
            List<String> cells = CsvReader.builder()
                    .skipEmptyLines(false)
                    .ofSingleCsvRecord(text)
                    .getFields();
            return new TextRecord(firstLine, cells, "", endOfFile);
        } catch (CsvParseException e) {
            return broken("the row must be CSV by RFC 4180, but a quoted cell has text behind its closing quote");
        }
    }

    private TextRecord broken(String reason) {
        return new TextRecord(firstLine, List.of(), reason, endOfFile);
    }

    /** Collects the bytes of the next record, without its line end. */
    private void frame() throws IOException {
        record.reset();
        tooLong = false;
        state = State.CELL_START;
        firstLine = line;
        while (true) {
            int b = read();
            if (b == END_OF_FILE) {
                endOfFile = true;
                return;
            }
            boolean lineEnd = b == '\n' || b == '\r';
            if (lineEnd) {
                line++;
            }
            boolean windowsEnd = b == '\r' && peek() == '\n';
            if (lineEnd && state != State.QUOTED) {
                position += windowsEnd ? 1 : 0;
                return;
            }
            keep(b);
            if (windowsEnd) {
                keep(read());
            }
            state = after(b);
        }
    }

    private State after(int b) {
        return switch (state) {
            case CELL_START -> b == '"' ? State.QUOTED : b == ',' ? State.CELL_START : State.PLAIN;
            case PLAIN -> b == ',' ? State.CELL_START : State.PLAIN;
            case QUOTED -> b == '"' ? State.QUOTE_IN_QUOTED : State.QUOTED;
            case QUOTE_IN_QUOTED -> b == '"' ? State.QUOTED : b == ',' ? State.CELL_START : State.PLAIN;
        };
    }

    private void keep(int b) {
        if (record.size() < RawRows.MAX_ROW_BYTES) {
            record.write(b);
        } else {
            tooLong = true;
        }
    }

    private int read() throws IOException {
        int b = peek();
        position++;
        return b;
    }

    private int peek() throws IOException {
        if (position >= limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer, 0, buffer.length));
            if (limit == 0) {
                return END_OF_FILE;
            }
        }
        return buffer[position] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
