package dev.scholium.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTest {

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "gzip", "none"})
    void readsFilesThatPyarrowWrote(String codec) throws URISyntaxException {
        URL url = Objects.requireNonNull(ParquetTest.class.getResource("rows-" + codec + ".parquet"));
        Path file = Path.of(url.toURI());

        LoadedDataset columns = Dataset.load(
                new DataSource(file, DataFormat.COLUMNS, Map.of("uid", "id"), null, null), BadRowPolicy.SKIP);
        LoadedDataset snli = Dataset.load(DataSource.of(file, DataFormat.SNLI), BadRowPolicy.STOP);

        Example first = columns.examples().get(0);
        assertThat(first.uid()).isEqualTo("7");
        assertThat(first.label()).isEqualTo("entailment");
        assertThat(first.field("premise")).isEqualTo("A man \"runs\".\nFast.");
        assertThat(first.columns())
                .containsEntry("seen", "true")
                .containsEntry("score", "0.5")
                .containsEntry("price", "1.50")
                .containsEntry("day", "2024-02-29")
                .containsEntry("tags", "[\"x\",\"y\"]")
                .containsEntry("who", "{\"name\":\"Zoë\",\"age\":3}")
                .containsEntry("raw", "bytes ✓");
        assertThat(columns.examples().get(1).columns()).isEmpty();
        assertThat(columns.badRows()).extracting(RowProblem::line).containsExactly(3L);
        assertThat(snli.unlabelled()).isEqualTo(1);
        assertThat(snli.examples()).hasSize(2);
    }
}
