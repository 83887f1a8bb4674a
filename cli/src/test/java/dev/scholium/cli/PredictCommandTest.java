package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.scholium.failure.ExitCode;
import dev.scholium.file.Json;
import dev.scholium.student.StudentTask;
import dev.scholium.torch.Libtorch;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.predict.TaskFile;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Tag("native")
class PredictCommandTest {

    @TempDir
    private static Path student;

    private final InputStream standardInput = System.in;
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void makeAStudent() {
        makeAStudent(student);
    }

    /** Writes a student that knows nothing. */
    static void makeAStudent(Path student) {
        new T5Engine().makeVocabulary(List.of("Premise: a dog runs. Hypothesis: an animal moves."), 260, student);
        Map<String, Integer> sizes =
                Map.of("d_model", 8, "d_kv", 4, "d_ff", 16, "num_heads", 2, "num_layers", 1, "num_decoder_layers", 1);
        try (T5Model model = T5Model.fresh(T5Sizes.of("tiny", 512, sizes), 1)) {
            model.save(student);
        }
        TaskFile.write(student, StudentTask.nli(), 3);
    }

    @AfterEach
    void giveStandardInputBack() {
        System.setIn(standardInput);
    }

    private int predict(InputStream in, Writer out, String... options) {
        System.setIn(in);
        return Main.run(
                new PrintWriter(out),
                new PrintWriter(err, true),
                Stream.concat(Stream.of("predict", student.toString(), "-"), Stream.of(options))
                        .toArray(String[]::new));
    }

    static String row(long number) {
        return "{\"uid\": \"row-" + number + "\", \"premise\": \"A dog runs" + ".".repeat((int) (number % 7))
                + "\", \"hypothesis\": \"An animal moves.\"}\n";
    }

    private static InputStream rows(String rows) {
        return new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writesAsLongAsTheTargetsWereAndCountsWhatWasCutOff() {
        StringWriter out = new StringWriter();

        assertThat(predict(rows(row(1) + row(2)), out)).as(err.toString()).isZero();

        List<JsonNode> lines =
                out.toString().lines().map(Json.mapper()::readTree).toList();
        assertThat(lines).extracting(line -> line.path("uid").asString()).containsExactly("row-1", "row-2");
        long cutOff =
                lines.stream().filter(line -> line.path("cut_off").asBoolean()).count();
        assertThat(cutOff).as("a model that knows nothing seldom stops").isPositive();
        assertThat(err.toString())
                .contains(
                        cutOff + " outputs were cut off at 3 tokens (\"cut_off\": true); --max-new-tokens allows more");
    }

    @Test
    void refusesADeviceThatIsNotThere() {
        assumeFalse(Libtorch.load().hasCuda(), "there is a CUDA device");

        assertThat(predict(rows(row(1)), new StringWriter(), "--device", "cuda"))
                .isEqualTo(ExitCode.USAGE.status());
        assertThat(err.toString()).startsWith("scholium: --device cuda: needs a CUDA device, but libtorch finds cpu");
    }

    @Test
    void labelsAloneAreNeverMalformed() {
        StringWriter out = new StringWriter();

        assertThat(predict(rows(row(1) + row(2)), out, "--max-new-tokens", "0")).isZero();

        assertThat(out.toString().lines().map(Json.mapper()::readTree))
                .hasSize(2)
                .allSatisfy(line -> {
                    assertThat(line.path("label").asString())
                            .isNotEmpty()
                            .isEqualTo(line.path("label_scored").asString());
                    assertThat(line.path("cut_off").asBoolean()).isFalse();
                });
    }

    @ParameterizedTest
    @CsvSource({"--batch-size, 0, '3, 600 and 0'", "--max-new-tokens, -1, '-1, 600 and 32'"})
    void refusesNumbersThatCannotBe(String option, String value, String found) {
        assertThat(predict(rows(row(1)), new StringWriter(), option, value)).isEqualTo(ExitCode.USAGE.status());

        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "scholium: --max-new-tokens must be at least 0, --max-source-tokens and --batch-size at least 1,"
                                + " but are " + found + "\n");
    }

    @Test
    void takesAnyNumberOfRowsAtOnce() {
        StringWriter out = new StringWriter();

        assertThat(predict(rows(row(1) + row(2)), out, "--batch-size", "2000000000"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void predictsWithWeightsOfEightBits() {
        StringWriter out = new StringWriter();

        assertThat(predict(rows(row(1) + row(2)), out, "--precision", "int8", "--max-new-tokens", "0"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void refusesAnUnknownPrecision() {
        assertThat(predict(rows(row(1)), new StringWriter(), "--precision", "int4"))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("Invalid value for option '--precision': precision must be one of [float32, int8], but is"
                        + " int4");
    }

    @Test
    void rowsWithoutATextAreSaidAndLeftOut() {
        StringWriter out = new StringWriter();

        assertThat(predict(rows(row(1) + "{\"premise\": \"a\"}\n" + row(3)), out))
                .isEqualTo(1);

        assertThat(out.toString().lines()).hasSize(2);
        assertThat(err.toString())
                .contains("standard input:2: hypothesis must be there, but column hypothesis is missing");
    }

    @Test
    void holdsAFewRowsHoweverManyThereAre() {
        Pipe pipe = new Pipe(1600, Long.MAX_VALUE);

        assertThat(predict(pipe.in(), pipe.out(), "--max-new-tokens", "0", "--batch-size", "16"))
                .as(err.toString())
                .isZero();

        assertThat(pipe.written).isEqualTo(1600);
        assertThat(pipe.mostHeld).isLessThan(1100); // a window of 32 batches, 256 lines, and what buffers read ahead
    }

    @Test
    void endsWhenItsReaderDoes() {
        Pipe pipe = new Pipe(1600, 100);

        assertThat(predict(pipe.in(), pipe.out(), "--max-new-tokens", "0", "--batch-size", "4"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("standard output was closed by its reader before line 257");
        assertThat(pipe.read).isLessThan(800);
    }

    /** Rows that are made when they are read, and answers that are only counted: how many are held between the two. */
    private static final class Pipe {

        private final long rows;
        private final long readerTakes;
        private long read;
        private long written;
        private long mostHeld;

        Pipe(long rows, long readerTakes) {
            this.rows = rows;
            this.readerTakes = readerTakes;
        }

        InputStream in() {
            return new InputStream() {
                private byte[] row = new byte[0];
                private int at;

                @Override
                public int read() {
                    return hasMore() ? row[at++] : -1;
                }

                @Override
                public int read(byte[] bytes, int from, int length) {
                    if (!hasMore()) {
                        return -1;
                    }
                    int count = Math.min(length, row.length - at);
                    System.arraycopy(row, at, bytes, from, count);
                    at += count;
                    return count;
                }

                private boolean hasMore() {
                    if (at == row.length && read < rows) {
                        row = PredictCommandTest.row(++read)
                                .replace("}", ", \"note\": \"" + "long ".repeat(400) + "\"}")
                                .getBytes(StandardCharsets.UTF_8);
                        at = 0;
                        mostHeld = Math.max(mostHeld, read - written);
                    }
                    return at < row.length;
                }
            };
        }

        Writer out() {
            return new Writer() {
                @Override
                public void write(char[] text, int from, int length) throws IOException {
                    for (int i = from; i < from + length; i++) {
                        written += text[i] == '\n' ? 1 : 0;
                    }
                    if (written > readerTakes) {
                        throw new IOException("broken pipe");
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
        }
    }
}
