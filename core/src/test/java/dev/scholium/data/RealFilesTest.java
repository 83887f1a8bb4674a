package dev.scholium.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealFilesTest {

    private static LoadedDataset load(String name, DataFormat format) {
        return Dataset.load(DataSource.of(SharedData.file(name), format), BadRowPolicy.STOP);
    }

    @ParameterizedTest
    @CsvSource({
        "anli/R1/dev.jsonl, anli, 1000",
        "anli/R1/test.jsonl, anli, 1000",
        "anli/R2/dev.jsonl, anli, 1000",
        "anli/R3/dev.jsonl, anli, 1200",
        "anli/train_r1_first1000.jsonl, columns, 1000",
        "esnli/train10k_palm.csv, columns, 10000",
        "esnli/valid.jsonl, esnli, 9842",
    })
    void readsEveryRowInItsFormatAndByGuessing(String name, String format, int rows) {
        LoadedDataset named = load(name, DataFormat.of(format));
        LoadedDataset guessed = load(name, DataFormat.AUTO);

        assertThat(named.examples()).hasSize(rows);
        assertThat(named.unlabelled()).isZero();
        assertThat(guessed.format()).isEqualTo(DataFormat.of(format));
        assertThat(guessed.examples()).isEqualTo(named.examples());
    }

    @Test
    void readsAnlisLabelsAndKeepsItsColumns() {
        Example first = load("anli/R1/dev.jsonl", DataFormat.ANLI).examples().get(0);

        assertThat(first.uid()).isEqualTo("bf628cf5-6948-4595-a6d0-daf99beb47b9");
        assertThat(first.label()).isEqualTo("contradiction");
        assertThat(first.fields()).containsOnlyKeys("premise", "hypothesis");
        assertThat(first.columns()).containsOnlyKeys("model_label", "emturk", "genre", "reason", "tag");
        assertThat(first.column("emturk")).isEqualTo("false");
    }

    @Test
    void keepsPalmsRationaleAndPandasIndex() {
        LoadedDataset palm = load("esnli/train10k_palm.csv", DataFormat.ESNLI);

        assertThat(palm.examples().get(9999).columns())
                .containsOnlyKeys("index", "llm_label", "rationale", "input")
                .containsEntry("index", "9999");
        assertThat(palm.examples().stream()
                        .filter(example -> example.column("rationale").isBlank()))
                .hasSize(1);
    }

    @Test
    void countsTheMissingTeacherLabelsOfTheRecordedRows() {
        LoadedDataset train = load("anli/train_r1_first1000.jsonl", DataFormat.AUTO);

        assertThat(train.examples().stream()
                        .filter(example -> example.column("palm_label").isEmpty()))
                .hasSize(7);
        assertThat(train.examples().stream()
                        .filter(example -> example.column("llama3_rationale").isBlank()))
                .hasSize(1);
    }

    @Test
    void joinsTheReasoningTagsOfAnlizingByColumns() {
        DataSource tags = new DataSource(
                SharedData.file("anli/anlizing_r1_dev.csv"),
                DataFormat.COLUMNS,
                Map.of("premise", "context", "hypothesis", "statement", "label", "gold_label", "uid", "uid"),
                null,
                null);

        LoadedDataset rows = Dataset.load(tags, BadRowPolicy.STOP);
        LoadedDataset dev = load("anli/R1/dev.jsonl", DataFormat.ANLI);

        assertThat(rows.examples()).hasSize(1000);
        assertThat(rows.examples().stream().map(Example::uid))
                .containsExactlyInAnyOrderElementsOf(
                        dev.examples().stream().map(Example::uid).toList());
        assertThat(rows.examples())
                .allSatisfy(row -> assertThat(row.column("tags")).startsWith("["));
    }

    @Test
    void namesTheColumnsOfAFileThatHasOthers() {
        DataSource tags = DataSource.of(SharedData.file("anli/anlizing_r1_dev.csv"), DataFormat.COLUMNS);

        assertThatExceptionOfType(DatasetFormatException.class)
                .isThrownBy(() -> Dataset.load(tags, BadRowPolicy.SKIP))
                .withMessageContaining("must have the columns [premise, hypothesis, label], but has only [context, "
                        + "statement, reason,");
    }
}
