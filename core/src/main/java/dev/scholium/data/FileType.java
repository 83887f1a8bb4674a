package dev.scholium.data;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.nio.file.Path;
import java.util.Locale;

/** How a data file holds its rows; its name's ending says which. */
public enum FileType {
    /** One JSON object a line: {@code .jsonl}, {@code .ndjson}, {@code .json}. */
    JSONL,
    /** Comma-separated with a header, by RFC 4180: {@code .csv}. */
    CSV,
    /** Tab-separated with a header, quotes are plain text: {@code .tsv}, {@code .txt}. */
    TSV,
    /** Apache Parquet: {@code .parquet}. */
    PARQUET;

    /**
     * The type of a file.
     *
     * @param file its name ends with the type, {@code .gz} may follow
     * @return its type
     * @throws ScholiumException if the name tells nothing
     */
    public static FileType of(Path file) {
        return switch (ending(file)) {
            case "jsonl", "ndjson", "json" -> JSONL;
            case "csv" -> CSV;
            case "tsv", "txt" -> TSV;
            case "parquet" -> PARQUET;
            default ->
                throw new ScholiumException(
                        ExitCode.FAILED,
                        file + ": the name must end with .jsonl, .csv, .tsv, .txt or .parquet"
                                + " (or one of them and .gz), so that its type is known");
        };
    }

    /** {@return what the name of a new file of this type ends with: {@code .jsonl}} */
    public String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /**
     * A file's ending without its dot and without {@code .gz}.
     *
     * @param file any file
     * @return the ending in lower case, empty if there is none
     */
    private static String ending(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz")) {
            name = name.substring(0, name.length() - ".gz".length());
        }
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
