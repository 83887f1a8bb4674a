package dev.scholium.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataWriterTest {

    @TempDir
    private Path folder;

    private static Example example(String uid, String premise, String label, String reason) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("premise", premise);
        fields.put("hypothesis", "\"So\" it 'was', or #not");
        return new Example(uid, fields, label, Map.of("reason", reason));
    }

    private static final List<Example> PLAIN = List.of(
            example("a", "It said \"no\".", "entailment", ""),
            example("b", "中文 😀 é ﬁ, a; b", "neutral", "\"\""),
            example("c", " #blanks around ", "contradiction", "because"));

    private static final List<Example> WITH_BREAKS = Stream.concat(
                    PLAIN.stream(),
                    Stream.of(
                            example("d", "one\ntwo\r\nthree\rfour", "neutral", "\ta\t"),
                            example("e", "\\n \\ \u2028 \u0001", "neutral", "\n")))
            .toList();

    private static List<Example> roundTrip(DataSource target, List<Example> examples) {
        DataWriter.write(target, examples);
        return Dataset.load(target, BadRowPolicy.STOP).examples();
    }

    @ParameterizedTest
    @CsvSource({
        "jsonl, columns",
        "csv, columns",
        "parquet, columns",
        "jsonl.gz, columns",
        "csv.gz, columns",
        "jsonl, anli",
        "csv, anli",
        "parquet, anli",
        "jsonl, snli",
        "csv, snli",
        "parquet, snli",
        "jsonl, mnli",
        "csv, mnli",
        "jsonl, esnli",
        "csv, esnli",
        "parquet, esnli",
    })
    void readsBackWhatItWrote(String ending, String format) {
        DataSource target = DataSource.of(folder.resolve("a." + ending), DataFormat.of(format));

        assertThat(roundTrip(target, WITH_BREAKS)).isEqualTo(WITH_BREAKS);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"columns", "anli", "snli", "mnli", "esnli"})
    void readsBackTsvAndRefusesWhatTsvCannotHold(String format) {
        DataSource target = DataSource.of(folder.resolve("a.tsv"), DataFormat.of(format));

        assertThat(roundTrip(target, PLAIN)).isEqualTo(PLAIN);
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> DataWriter.write(target, WITH_BREAKS))
                .withMessageStartingWith(
                        target.file() + ": TSV cannot hold tabs or line breaks, but row d has one in ");
        assertThat(Dataset.load(target, BadRowPolicy.STOP).examples()).isEqualTo(PLAIN);
    }

    @Test
    void writesOtherFieldsLabelsAndColumnNames() {
        LabelSet labels = new LabelSet(List.of(new Label("good", Set.of("1")), new Label("bad", Set.of("-1"))));
        DataSource target = new DataSource(
                folder.resolve("a.csv"),
                DataFormat.COLUMNS,
                Map.of("text", "review", "label", "stars", "uid", "id"),
                List.of("text"),
                labels);
        List<Example> examples = List.of(new Example("1", Map.of("text", "x"), "bad", Map.of()));

        assertThat(roundTrip(target, examples)).isEqualTo(examples);
        assertThat(target.file()).hasContent("id,review,stars\n1,x,bad\n");
    }

    @Test
    void keepsAColumnThatIsCalledAsTheLabelIs() {
        Path file = folder.resolve("a.csv");
        DataWriter.write(
                DataSource.of(file, DataFormat.COLUMNS),
                List.of(new Example("u", PLAIN.get(0).fields(), "neutral", Map.of("label", "gold"))));

        assertThat(file)
                .content()
                .startsWith("uid,premise,hypothesis,label,label_2\n")
                .contains(",neutral,gold\n");
    }

    @Test
    void writesOfficialAnliRowsAsTheyWere() throws IOException {
        Path official = SharedData.file("anli/R1/dev.jsonl");
        DataSource target = DataSource.of(folder.resolve("dev.jsonl"), DataFormat.ANLI);

        DataWriter.write(
                target, Dataset.load(DataSource.of(official), BadRowPolicy.STOP).examples());

        List<String> before = Files.readAllLines(official);
        List<String> after = Files.readAllLines(target.file());
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            assertThat(Json.mapper().readTree(after.get(i)))
                    .isEqualTo(Json.mapper().readTree(before.get(i)));
        }
    }

    @Test
    void writesOfficialEsnliRowsAsTheyWereButForTheUid() throws IOException {
        Path official = SharedData.file("esnli/valid.jsonl");
        DataSource target = DataSource.of(folder.resolve("valid.jsonl"), DataFormat.ESNLI);
        List<Example> examples =
                Dataset.load(DataSource.of(official), BadRowPolicy.STOP).examples();

        DataWriter.write(target, examples);

        assertThat(Files.readAllLines(target.file()).get(0).replaceFirst("\"uid\":\"[0-9a-f]{16}\",", ""))
                .isEqualTo(Files.readAllLines(official).get(0));
    }

    @Test
    void writesSnlisOfficialFiles() throws IOException {
        String json = "{\"annotator_labels\":[\"neutral\",\"entailment\"],\"captionID\":\"1#0\",\"gold_label\":"
                + "\"neutral\",\"pairID\":\"1#0r1n\",\"sentence1\":\"A.\",\"sentence2\":\"B.\"}\n";
        Path first = Files.writeString(folder.resolve("first.jsonl"), json);
        List<Example> examples =
                Dataset.load(DataSource.of(first), BadRowPolicy.STOP).examples();

        DataWriter.write(DataSource.of(folder.resolve("second.jsonl"), DataFormat.SNLI), examples);
        DataWriter.write(DataSource.of(folder.resolve("second.txt"), DataFormat.SNLI), examples);

        assertThat(folder.resolve("second.jsonl")).hasContent(json);
        assertThat(folder.resolve("second.txt"))
                .content()
                .startsWith("gold_label\tsentence1_binary_parse\tsentence2_binary_parse\tsentence1_parse\t"
                        + "sentence2_parse\tsentence1\tsentence2\tcaptionID\tpairID\t")
                .contains("neutral\t\t\t\t\tA.\tB.\t1#0\t1#0r1n\t");
    }
}
