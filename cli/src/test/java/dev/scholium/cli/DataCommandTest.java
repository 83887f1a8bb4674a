package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.data.BadRowPolicy;
import dev.scholium.data.DataSource;
import dev.scholium.data.Dataset;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DataCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... arguments) {
        CommandLine command = new CommandLine(new DataCommand());
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        command.setExecutionExceptionHandler((e, line, result) -> {
            err.write(e.getMessage());
            return e instanceof ScholiumException failure ? failure.exitCode().status() : 70;
        });
        return command.execute(
                java.util.Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    private Path rows(int count) throws IOException {
        String text = IntStream.range(0, count)
                .mapToObj(i -> "{\"context\": \"Premise " + i / 2 + ".\", \"hypothesis\": \"H" + i
                        + ".\", \"label\": \"" + "enc".charAt(i % 3) + "\"}\n")
                .collect(Collectors.joining());
        return Files.writeString(folder.resolve("all.jsonl"), text);
    }

    @Test
    void inspectPrintsAPageForPeople() throws IOException {
        assertThat(run("inspect", rows(6), Files.copy(rows(6), folder.resolve("b.jsonl"))))
                .isZero();

        assertThat(out.toString().replace(folder + "/", "")).startsWith("""
                all.jsonl (anli)
                  rows               6
                  labels             entailment 2 (33.3 %), neutral 2 (33.3 %), contradiction 2 (33.3 %)
                  source words       min 5, median 5, p95 5, p99 5, max 5
                                     (words, not tokens: give --tokenizer to count as a student does)
                  duplicates         0 rows (0.0 %)
                  repeated premise   3 rows (50.0 %)
                  examples
                """).endsWith("""
                overlap
                  b.jsonl repeats of all.jsonl
                    same premise     6 rows (100.0 %)
                    same fields      6 rows (100.0 %)
                """);
    }

    @Test
    void inspectPrintsJsonForPrograms() throws IOException {
        assertThat(run("inspect", "--format", "json", rows(6))).isZero();

        var file = Json.mapper().readTree(out.toString()).get("files").get(0);
        assertThat(file.get("format").asString()).isEqualTo("anli");
        assertThat(file.get("labels").get("neutral").asInt()).isEqualTo(2);
        assertThat(file.get("lengths").get("max_source_tokens").asInt()).isEqualTo(600);
        assertThat(file.get("examples").size()).isEqualTo(5);
    }

    @Test
    void splitWritesThreeFilesInTheFilesFormatAndATable() throws IOException {
        Path all = rows(60);

        assertThat(run("split", all, "--out-dir", folder.resolve("s"))).isZero();

        assertThat(out.toString().lines().toList())
                .hasSize(4)
                .first()
                .asString()
                .isEqualTo("split       rows     entailment        neutral  contradiction  file");
        long rows = 0;
        for (String name : new String[] {"train", "dev", "test"}) {
            DataSource part = DataSource.of(folder.resolve("s").resolve(name + ".jsonl"));
            rows += Dataset.load(part, BadRowPolicy.STOP).examples().size();
            assertThat(part.file()).content().contains("\"context\":").contains("\"label\":\"e\"");
        }
        assertThat(rows).isEqualTo(60);
    }

    @Test
    void splitReplacesFilesWithForceOnly() throws IOException {
        Path all = rows(60);
        Path s = folder.resolve("s");
        run("split", all, "--out-dir", s);

        assertThat(run("split", all, "--out-dir", s)).isEqualTo(1);
        assertThat(err.toString()).isEqualTo(s.resolve("train.jsonl") + ": is already there; --force replaces it");
        assertThat(run("split", all, "--out-dir", s, "--force")).isZero();
    }

    @Test
    void splitRefusesSharesThatDoNotSumToOne() throws IOException {
        assertThat(run("split", rows(6), "--out-dir", folder, "--dev", "0.5")).isEqualTo(2);
        assertThat(err.toString()).startsWith("the shares of train, dev and test must sum to 1, but sum to 1.4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.tsv", "a.parquet", "a.jsonl.gz"})
    void convertKeepsEveryRow(String name) throws IOException {
        Path all = rows(9);
        Path converted = folder.resolve(name);

        assertThat(run("convert", all, converted)).isZero();

        assertThat(Dataset.load(DataSource.of(converted), BadRowPolicy.STOP).examples())
                .isEqualTo(Dataset.load(DataSource.of(all), BadRowPolicy.STOP).examples());
    }

    @Test
    void convertReadsAnotherTask() throws IOException {
        Path in = Files.writeString(folder.resolve("in.csv"), "review,stars\nfine,1\npoor,0\n");
        Path converted = folder.resolve("out.csv");

        int status = run(
                "convert",
                in,
                converted,
                "--fields",
                "text",
                "--column",
                "text=review",
                "--column",
                "label=stars",
                "--labels",
                "good=1,bad=0");

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        assertThat(converted).content().startsWith("uid,text,label\n").contains(",fine,good\n");
    }

    @Test
    void badRowsStopOrAreSkippedAndCounted() throws IOException {
        Path all = rows(6);
        Files.writeString(all, "{oops\n", java.nio.file.StandardOpenOption.APPEND);
        Path converted = folder.resolve("out.csv");

        assertThat(run("convert", all, converted)).isEqualTo(1);
        assertThat(err.toString()).startsWith(all + ":7: the row must be JSON");
        assertThat(converted).doesNotExist();
        assertThat(run("convert", all, converted, "--on-bad-row", "skip")).isZero();
        assertThat(out.toString()).endsWith("left out: 1 bad and 0 unlabelled rows\n");
    }

    @Test
    void namesTheFormatsWhenOneIsUnknown() throws IOException {
        assertThat(run("inspect", "--from", "qnli", rows(6))).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("Invalid value for option '--from': format must be one of [auto, anli, snli, mnli, esnli,"
                        + " columns], but was \"qnli\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "split", "convert"})
    void helpEndsWithAnExample(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString().lines().reduce((a, b) -> b))
                .hasValueSatisfying(line -> assertThat(line).startsWith("  scholium data " + command));
    }
}
