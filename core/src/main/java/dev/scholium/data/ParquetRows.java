package dev.scholium.data;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CloseableIterator;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Rows of a Parquet file of any schema; its row number stands for the line. */
final class ParquetRows implements RawRows {

    private final Path file;
    private final List<String> header;

    @SuppressWarnings("rawtypes") // the reader takes the class of a map, which has no parameters
    private final CloseableIterator<Map> rows;

    private long number;

    ParquetRows(Path file) throws IOException {
        this.file = file;
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            this.header = reader.getFileMetaData().getSchema().getFields().stream()
                    .map(Type::getName)
                    .toList();
            this.rows = new CarpetReader<>(new LocalInputFile(file), Map.class).iterator();
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public @Nullable RawRow next() {
        Map<?, ?> row;
        try {
            if (!rows.hasNext()) {
                return null;
            }
            row = rows.next();
        } catch (RuntimeException e) {
            throw damaged(e);
        }
        number++;
        Map<String, String> columns = new LinkedHashMap<>();
        for (String name : header) {
            Object value = row.get(name);
            if (value == null) {
                continue;
            }
            String text = text(value);
            if (text == null) {
                return new RawRow.Broken(number, "\"" + name + "\" must be UTF-8, but has bytes that are not");
            }
            columns.put(name, text);
        }
        return new RawRow.Columns(number, columns);
    }

    private static @Nullable String text(Object value) {
        if (value instanceof byte[] bytes) {
            return StrictUtf8.decode(bytes, 0, bytes.length);
        }
        if (value instanceof org.apache.parquet.io.api.Binary binary) {
            byte[] bytes = binary.getBytes();
            return StrictUtf8.decode(bytes, 0, bytes.length);
        }
        if (value instanceof Collection || value instanceof Map) {
            return Json.line(value);
        }
        return value.toString();
    }

    private DatasetFormatException damaged(RuntimeException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new DatasetFormatException(file + ": must be a Parquet file, but cannot be read as one: "
                + reason.lines().findFirst().orElse(""));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
