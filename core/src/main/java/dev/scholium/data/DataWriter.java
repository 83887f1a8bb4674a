package dev.scholium.data;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.io.FileSystemOutputFile;
import com.jerolba.carpet.model.FieldTypes;
import com.jerolba.carpet.model.WriteRecordModelType;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import tools.jackson.core.JsonGenerator;

/**
 * Writes examples into data files, whole or not at all; {@link DataReader} reads the same examples back.
 *
 * <p>The official formats are written as their official files are. A column that an example lacks is left out in JSONL
 * and Parquet and empty in CSV and TSV. TSV knows no quotes, so a text with a tab or a line break in it is refused
 * there.
 */
public final class DataWriter {

    private DataWriter() {}

    /**
     * Writes a data file; one that is there is replaced.
     *
     * @param target the file, whose name says its type ({@code .gz} packs it), the format and the task;
     *     {@link DataFormat#AUTO} writes {@link DataFormat#COLUMNS}
     * @param examples rows of the task
     * @throws ScholiumException if the file cannot be written, the format is not for the task, or a TSV file cannot
     *     hold a text
     */
    public static void write(DataSource target, List<Example> examples) {
        if (target.format() != DataFormat.COLUMNS && target.format() != DataFormat.AUTO && !target.isNli()) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    target.file() + ": format " + target.format() + " holds premise, hypothesis and NLI labels, but the"
                            + " task has " + target.fields() + " and " + target.labels() + "; use format columns");
        }
        OutputLayout layout = new OutputLayout(target, examples);
        Path file = target.file();
        switch (FileType.of(file)) {
            case JSONL -> AtomicFile.write(file, part -> writeJson(file, part, layout, examples));
            case CSV -> AtomicFile.write(file, part -> writeCsv(file, part, layout, examples));
            case TSV -> {
                checkTsv(file, layout, examples);
                AtomicFile.write(file, part -> writeTsv(file, part, layout, examples));
            }
            case PARQUET -> AtomicFile.write(file, part -> writeParquet(part, layout, examples));
        }
    }

    private static OutputStream open(Path file, Path part) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out;
    }

    private static void writeJson(Path file, Path part, OutputLayout layout, List<Example> examples)
            throws IOException {
        try (OutputStream out = open(file, part);
                JsonGenerator json = Json.mapper().createGenerator(out)) {
            for (Example example : examples) {
                Map<String, String> cells = layout.cells(example);
                json.writeStartObject();
                for (String column : layout.columns()) {
                    String text = cells.get(column);
                    if (text == null) {
                        continue;
                    }
                    json.writeName(column);
                    if (layout.isJson(column, text)) {
                        json.writeRawValue(text);
                    } else {
                        json.writeString(text);
                    }
                }
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }

    private static List<String> row(OutputLayout layout, Example example) {
        Map<String, String> cells = layout.cells(example);
        return layout.columns().stream()
                .map(column -> cells.getOrDefault(column, ""))
                .toList();
    }

    private static void writeCsv(Path file, Path part, OutputLayout layout, List<Example> examples) throws IOException {
        try (OutputStream out = open(file, part);
                CsvWriter csv =
                        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8)) {
            csv.writeRecord(layout.columns());
            for (Example example : examples) {
                csv.writeRecord(row(layout, example));
            }
        }
    }

    private static void checkTsv(Path file, OutputLayout layout, List<Example> examples) {
        for (Example example : examples) {
            layout.cells(example).forEach((column, text) -> {
                if (text.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
                    throw new ScholiumException(
                            ExitCode.FAILED,
                            file + ": TSV cannot hold tabs or line breaks, but row " + example.uid() + " has one in "
                                    + column + "; write .csv or .jsonl");
                }
            });
        }
    }

    private static void writeTsv(Path file, Path part, OutputLayout layout, List<Example> examples) throws IOException {
        try (OutputStream out = open(file, part)) {
            out.write(tsvLine(layout.columns()));
            for (Example example : examples) {
                out.write(tsvLine(row(layout, example)));
            }
        }
    }

    private static byte[] tsvLine(List<String> cells) {
        return cells.stream().collect(Collectors.joining("\t", "", "\n")).getBytes(StandardCharsets.UTF_8);
    }

    private static void writeParquet(Path part, OutputLayout layout, List<Example> examples) throws IOException {
        WriteRecordModelType<Cells> model = FieldTypes.writeRecordModel(Cells.class);
        for (String column : layout.columns()) {
            model = model.withField(
                    column, FieldTypes.STRING, cells -> cells.texts().get(column));
        }
        try (CarpetWriter<Cells> writer = new CarpetWriter.Builder<>(
                        new FileSystemOutputFile(part.toFile()), Cells.class)
                .withWriteRecordModel(model)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                // pure Java, and read everywhere
                .withCompressionCodec(CompressionCodecName.GZIP)
                .build()) {
            for (Example example : examples) {
                writer.write(new Cells(layout.cells(example)));
            }
        }
    }

    /** One row for the Parquet writer, which wants a type of its own. */
    private record Cells(Map<String, String> texts) {}
}
