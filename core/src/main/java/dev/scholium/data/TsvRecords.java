package dev.scholium.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of a TSV file: cells between tabs, as they are; quotes mean nothing, as in SNLI's official files. */
final class TsvRecords implements TextRecords {

    private final LineReader lines;

    TsvRecords(InputStream in) throws IOException {
        this.lines = new LineReader(in);
    }

    @Override
    public @Nullable TextRecord next() throws IOException {
        do {
            if (!lines.next()) {
                return null;
            }
        } while (lines.length() == 0 && !lines.isTooLong());
        if (lines.isTooLong()) {
            return record(List.of(), RawRows.TOO_LONG);
        }
        String text = StrictUtf8.decode(lines.bytes(), lines.start(), lines.length());
        if (text == null) {
            return record(List.of(), RawRows.NOT_UTF8);
        }
        return record(List.of(text.split("\t", -1)), "");
    }

    private TextRecord record(List<String> cells, String problem) {
        return new TextRecord(lines.number(), cells, problem, !lines.isTerminated());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
