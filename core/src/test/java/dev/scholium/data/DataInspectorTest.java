package dev.scholium.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.data.DataInspection.FileInspection;
import dev.scholium.data.DataInspection.Lengths;
import dev.scholium.data.DataInspection.Overlap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataInspectorTest {

    // a letter is a token, and x is one that nobody knows
    private static final TokenCounter LETTERS = text -> new TokenCounter.Count(
            text.length(), (int) text.chars().filter(c -> c == 'x').count());

    @TempDir
    private Path folder;

    private DataSource file(String name, String... rows) throws IOException {
        String text = "premise,hypothesis,label\n" + String.join("\n", rows) + "\n";
        return DataSource.of(Files.writeString(folder.resolve(name), text));
    }

    private static DataInspection inspect(DataSource... sources) {
        return DataInspector.byTokens(row -> row.field("premise"), LETTERS, 4, 1)
                .inspect(List.of(sources));
    }

    @Test
    void countsRowsLabelsAndDuplicates() throws IOException {
        FileInspection file = inspect(file("a.csv", "a,b,e", "a,b,n", "a,c,e", "d,b,q", "e,f,e"))
                .files()
                .get(0);

        assertThat(file.rows()).isEqualTo(4);
        assertThat(file.badRows()).isEqualTo(1);
        assertThat(file.firstBadRows()).singleElement().asString().contains("a.csv:5: label must be one of");
        assertThat(file.labels())
                .containsExactly(Map.entry("entailment", 3L), Map.entry("neutral", 1L), Map.entry("contradiction", 0L));
        assertThat(file.duplicates()).isEqualTo(1);
        assertThat(file.repeatedFirstFields()).isEqualTo(2);
    }

    @Test
    void measuresSourcesByNearestRank() throws IOException {
        String[] rows = new String[100];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = "x".repeat(i + 1) + ",h" + i + ",e";
        }

        Lengths lengths = inspect(file("a.csv", rows)).files().get(0).lengths();

        assertThat(lengths).isEqualTo(new Lengths("tokens", 1, 50, 95, 99, 100, 1.0, 4, 0.96));
    }

    @Test
    void countsWordsWithoutATokenizer() throws IOException {
        DataInspector inspector = DataInspector.byWords(row -> row.field("premise"), 600, 1);

        Lengths lengths = inspector
                .inspect(List.of(file("a.csv", "one  two three,b,e")))
                .files()
                .get(0)
                .lengths();

        assertThat(lengths).isEqualTo(new Lengths("words", 3, 3, 3, 3, 3, null, 600, null));
    }

    @Test
    void findsWhatALaterFileRepeats() throws IOException {
        DataSource train = file("train.csv", "a,b,e", "c,d,n");
        DataSource dev = file("dev.csv", "a,b,n", "a,z,e", "q,b,e", "c,d,e");

        assertThat(inspect(train, dev).overlaps())
                .containsExactly(
                        new Overlap(train.file().toString(), dev.file().toString(), "premise", 3, 0.75, 2, 0.5));
    }

    @Test
    void drawsTheSameFiveRowsForASeed() throws IOException {
        String[] rows = new String[50];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = "p" + i + ",h,e";
        }
        DataSource file = file("a.csv", rows);

        assertThat(inspect(file).files().get(0).examples())
                .hasSize(5)
                .doesNotHaveDuplicates()
                .isEqualTo(inspect(file).files().get(0).examples());
    }

    @Test
    void inspectsAnEmptyFile() throws IOException {
        assertThat(inspect(file("a.csv")).files().get(0).lengths().max()).isZero();
    }
}
