package dev.scholium.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputTest {

    private static final String GOOD = "{\"premise\": \"A b.\", \"hypothesis\": \"C d.\", \"label\": \"neutral\"}";

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static LoadedDataset skip(Path file) {
        return Dataset.load(DataSource.of(file), BadRowPolicy.SKIP);
    }

    private static String reasons(LoadedDataset loaded) {
        return loaded.badRows().stream()
                .map(bad -> bad.line() + ": " + bad.reason())
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"premise\": \"a\", \"hypothesis\": \"b\", \"label\": \"entails\"} | label must be one of"
                        + " [entailment, neutral, contradiction], but was \"entails\"",
                "{\"premise\": \"a\", \"label\": 1} | hypothesis must be there, but is missing",
                "{\"premise\": \" \", \"hypothesis\": \"b\", \"label\": 1} | premise must be there, but is empty",
                "{\"premise\": null, \"hypothesis\": \"b\", \"label\": 1} | premise must be there, but is missing",
                "{\"premise\": \"a\", \"hypothesis\": \"b\"} | label must be there, but is missing",
                "{\"premise\": \"a\", \"hypothesis\": \"b\", \"label\": 3} | label must be one of [entailment, neutral,"
                        + " contradiction], but was \"3\"",
                "{\"premise\": \"a\", \"premise\": \"b\"} | every key must be there once, but \"premise\" is there twice",
                "{\"premise\": \"\\ud83d\"} | \"premise\" must be text, but holds half of a surrogate pair",
                "[1, 2] | the row must be one JSON object on one line, but is an array",
                "\"text\" | the row must be one JSON object on one line, but is a text",
                "{\"premise\": 1} {} | the row must be one JSON object, but more follows it",
                "{\"premise\": } | the row must be JSON, but at column 13: Unexpected character ('}' (code 125)):"
                        + " expected a value",
            })
    void saysWhatIsWrongWithAJsonRow(String row, String reason) throws IOException {
        Path file = file("train.jsonl", GOOD + "\n\n" + row + "\n" + GOOD + "\n");

        LoadedDataset loaded = skip(file);

        assertThat(reasons(loaded)).isEqualTo("3: " + reason);
        assertThat(loaded.examples()).hasSize(2);
    }

    @Test
    void stopsWithEveryBadRowListedOrCounted() throws IOException {
        String rows = IntStream.rangeClosed(1, 23).mapToObj(i -> "{" + i).collect(Collectors.joining("\n", "", "\n"));
        Path file = file("train.jsonl", GOOD + "\n" + rows);

        assertThatExceptionOfType(DatasetFormatException.class)
                .isThrownBy(() -> Dataset.load(DataSource.of(file), BadRowPolicy.STOP))
                .satisfies(e -> {
                    assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED);
                    assertThat(e.count()).isEqualTo(23);
                    assertThat(e.problems()).hasSize(20);
                    List<String> lines = String.valueOf(e.getMessage()).lines().toList();
                    assertThat(lines).hasSize(22);
                    assertThat(lines.get(0)).startsWith(file + ":2: the row must be JSON, but at column 2");
                    assertThat(lines.get(20)).isEqualTo("... and 3 more");
                    assertThat(lines.get(21)).isEqualTo("23 bad rows; --on-bad-row skip goes on without them");
                });
    }

    @Test
    void refusesASecondRowOfOneUid() throws IOException {
        String row = "{\"uid\": \"u\", \"premise\": \"A\", \"hypothesis\": \"B\", \"label\": \"e\"}\n";

        LoadedDataset loaded = skip(file("train.jsonl", row + row));

        assertThat(reasons(loaded)).isEqualTo("2: uid must be of one row alone, but \"u\" is that of line 1 too");
    }

    @Test
    void saysThatTheFileMayBeTorn() throws IOException {
        LoadedDataset loaded = skip(file("train.jsonl", GOOD + "\n{\"premise\": \"A"));

        assertThat(reasons(loaded)).startsWith("2: the row must be JSON, but").endsWith(RawRows.TORN);
    }

    @Test
    void readsALastRowWithoutLineEnd() throws IOException {
        assertThat(skip(file("train.jsonl", GOOD)).examples()).hasSize(1);
        assertThat(skip(file("train.csv", "premise,hypothesis,label\na,b,c")).examples())
                .hasSize(1);
    }

    @Test
    void losesOnlyTheRowThatIsNotUtf8() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((GOOD + "\n{\"premise\": \"caf").getBytes(StandardCharsets.UTF_8));
        bytes.write(0xE9);
        bytes.writeBytes(("\", \"hypothesis\": \"b\", \"label\": 0}\n" + GOOD.replace("A b", "Ä"))
                .getBytes(StandardCharsets.UTF_8));
        Path json = Files.write(folder.resolve("a.jsonl"), bytes.toByteArray());
        Path csv = Files.write(
                folder.resolve("a.csv"),
                "premise,hypothesis,label\nok,b,e\n\u00e9,b,e\nok2,b,e\n".getBytes(StandardCharsets.ISO_8859_1));

        LoadedDataset fromJson = skip(json);
        LoadedDataset fromCsv = skip(csv);

        assertThat(reasons(fromJson)).isEqualTo("2: the row must be UTF-8, but has bytes that are not");
        assertThat(fromJson.examples()).extracting(e -> e.field("premise")).containsExactly("A b.", "Ä.");
        assertThat(reasons(fromCsv)).isEqualTo("3: the row must be UTF-8, but has bytes that are not");
        assertThat(fromCsv.examples()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"a.jsonl, 1", "a.csv, 2", "a.tsv, 2"})
    void readsAFieldOfAMegabyteAndRefusesARowOverTheBound(String name, int line) throws IOException {
        String million = "x ".repeat(500_000);
        String tooLong = "y".repeat(RawRows.MAX_ROW_BYTES);
        String text = name.endsWith("jsonl")
                ? GOOD.replace("A b.", tooLong) + "\n" + GOOD.replace("A b.", million) + "\n" + GOOD
                : String.join(
                        name.endsWith("csv") ? "," : "\t",
                        "premise",
                        "hypothesis",
                        "label\n" + tooLong,
                        "b",
                        "e\n" + million,
                        "b",
                        "e\nA b.",
                        "b",
                        "e\n");

        LoadedDataset loaded = skip(file(name, text));

        assertThat(reasons(loaded)).isEqualTo(line + ": the row must have at most 8 MiB, but is longer");
        assertThat(loaded.examples()).extracting(e -> e.field("premise")).containsExactly(million, "A b.");
    }

    @Test
    void readsByteOrderMarksWindowsLineEndsAndGzip() throws IOException {
        Path json = file("a.jsonl", "\uFEFF" + GOOD + "\r\n" + GOOD.replace("A", "E") + "\r\n");
        Path csv = file("a.csv", "\uFEFFpremise,hypothesis,label\r\nA,B,e\r\n");
        Path packed = folder.resolve("a.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(json));
        }

        assertThat(skip(json).examples()).hasSize(2);
        assertThat(skip(csv).examples()).hasSize(1);
        assertThat(skip(packed).examples()).isEqualTo(skip(json).examples());
    }

    @Test
    void countsCsvLinesByTheRecordsFirst() throws IOException {
        Path file = file(
                "a.csv",
                "premise,hypothesis,label\n\"one\n\"\"two\"\"\r\nthree\",b,e\n\na,b\n\"a\"x,b,c\na,b,q\na,b,n,\na,\"b,n\n");

        LoadedDataset loaded = skip(file);

        assertThat(loaded.examples().get(0).field("premise")).isEqualTo("one\n\"two\"\r\nthree");
        assertThat(reasons(loaded)).isEqualTo("""
                6: the row must have 3 columns as the header has, but has 2
                7: the row must be CSV by RFC 4180, but a quoted cell has text behind its closing quote
                8: label must be one of [entailment, neutral, contradiction], but was "q"
                9: the row must have 3 columns as the header has, but has 4
                10: a quote that opens in this row must be closed, but the file ends first""" + RawRows.TORN);
    }

    @Test
    void leavesQuotesInTsvAsTheyAre() throws IOException {
        LoadedDataset loaded = skip(file("a.tsv", "premise\thypothesis\tlabel\n\"A\t\"\"b\t2\n"));

        assertThat(loaded.examples().get(0).fields()).isEqualTo(Map.of("premise", "\"A", "hypothesis", "\"\"b"));
    }

    @Test
    void refusesAHeaderThatNamesAColumnTwice() throws IOException {
        Path file = file("a.csv", "premise,label,premise\n");

        assertThatExceptionOfType(DatasetFormatException.class)
                .isThrownBy(() -> skip(file))
                .withMessage(file + ":1: the header must name every column once, but \"premise\" is there twice");
    }

    @Test
    void saysWhichFileCannotBeRead() throws IOException {
        Path missing = folder.resolve("none.jsonl");
        Path strange = file("a.xlsx", "");
        Path noParquet = file("a.parquet", "this is text and no Parquet file");
        Path torn = file("torn.jsonl.gz", "");
        Files.write(torn, new byte[] {0x1F, (byte) 0x8B, 8, 0, 0});

        assertThatFailure(missing).isEqualTo(missing + ": cannot be read: no such file");
        assertThatFailure(folder.resolve(".")).contains("the name must end with .jsonl");
        assertThatFailure(strange).contains("the name must end with .jsonl, .csv, .tsv, .txt or .parquet");
        assertThatFailure(Files.createDirectory(folder.resolve("b.jsonl")))
                .endsWith("b.jsonl: must be a file, but is a folder");
        assertThatFailure(noParquet).startsWith(noParquet + ": must be a Parquet file, but");
        assertThatFailure(torn).startsWith(torn + ": cannot be read:");
        assertThatFailure(file("empty.jsonl", "")).endsWith("empty.jsonl: must have rows, but is empty");
        assertThatFailure(file("header.csv", "premise,hypothesis,label\n")).endsWith("must have rows, but is empty");
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertThatFailure(Path file) {
        try {
            skip(file);
        } catch (ScholiumException e) {
            assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED);
            return assertThat(e.getMessage());
        }
        throw new AssertionError("did not fail: " + file);
    }
}
