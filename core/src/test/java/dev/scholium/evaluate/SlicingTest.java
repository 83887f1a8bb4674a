package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scholium.data.BadRowPolicy;
import dev.scholium.data.DataFormat;
import dev.scholium.data.DataSource;
import dev.scholium.data.Dataset;
import dev.scholium.data.Example;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlicingTest {

    @TempDir
    Path folder;

    private static Map<String, String> teacherLabels(String source) {
        return source.equals("palm") ? Map.of("row-0", "entailment", "row-1", "entailment") : Map.of();
    }

    private static List<Example> rows(int count) {
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Example(
                    "row-" + i,
                    Map.of("premise", "word ".repeat(i + 1)),
                    i % 2 == 0 ? "entailment" : "neutral",
                    Map.of("genre", i < 3 ? "news" : "", "id", "id-" + i)));
        }
        return rows;
    }

    private static Example row(String premise) {
        return new Example("row", Map.of("premise", premise), "neutral", Map.of());
    }

    private static Map<String, Integer> sizes(List<Slice> slices) {
        return slices.stream()
                .collect(Collectors.toMap(
                        Slice::name, slice -> slice.uids().size(), (a, b) -> a, java.util.LinkedHashMap::new));
    }

    @Test
    void lengthsOfRowsThatAreNotHeldTogetherAreCutByTens() {
        Function<Example, List<String>> cut = new Slicing("length:premise").valuesOfRow();

        assertThat(Stream.of(0, 1, 9, 10, 199, 200, 5000)
                        .map(words -> cut.apply(row(" word".repeat(words))).get(0)))
                .containsExactly(
                        "0 to 9 words",
                        "0 to 9 words",
                        "0 to 9 words",
                        "10 to 19 words",
                        "190 to 199 words",
                        "200 words or more",
                        "200 words or more");
        assertThat(new Slicing("length:text").valuesOfRow().apply(row("word"))).containsExactly(Slicing.NONE);
    }

    @Test
    void cutsByLabelColumnLengthAndAgreement() {
        assertThat(sizes(new Slicing("label").cut("dev", rows(8), SlicingTest::teacherLabels)))
                .containsExactly(Map.entry("entailment", 4), Map.entry("neutral", 4));
        assertThat(sizes(new Slicing("genre").cut("dev", rows(8), SlicingTest::teacherLabels)))
                .containsExactly(Map.entry(Slicing.NONE, 5), Map.entry("news", 3));
        assertThat(sizes(new Slicing("length:premise").cut("dev", rows(8), SlicingTest::teacherLabels)))
                .containsExactly(
                        Map.entry("1 to 2 words", 2),
                        Map.entry("3 to 4 words", 2),
                        Map.entry("5 to 6 words", 2),
                        Map.entry("7 to 8 words", 2));
        assertThat(sizes(new Slicing("agreement:palm").cut("dev", rows(3), SlicingTest::teacherLabels)))
                .containsExactly(Map.entry(Slicing.NONE, 1), Map.entry("agrees", 1), Map.entry("disagrees", 1));
    }

    @Test
    void aRowMayHaveSeveralTagsOfAnotherFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("tags.csv"),
                "uid,tags\nrow-0,\"['Basic', \"\"It's\"\"]\"\nrow-1,\"[\"\"Basic\"\"]\"\nrow-2,[]\nelsewhere,['Other']\n");

        List<Slice> slices = new Slicing(file + ":tags").cut("dev", rows(4), SlicingTest::teacherLabels);

        assertThat(sizes(slices))
                .containsExactly(Map.entry(Slicing.NONE, 2), Map.entry("Basic", 2), Map.entry("It's", 1));
    }

    /** Counted by Python's csv and ast modules; a tag that a row has twice counts once. */
    @Test
    void anlizingsTagsCutTheDevRowsOfRoundOne() {
        List<Example> rows = Dataset.load(
                        DataSource.of(SharedData.file("anli/R1/dev.jsonl"), DataFormat.ANLI), BadRowPolicy.STOP)
                .examples();

        List<Slice> slices = new Slicing(SharedData.file("anli/anlizing_r1_dev.csv") + ":tags")
                .cut("dev", rows, SlicingTest::teacherLabels);

        assertThat(sizes(slices))
                .hasSize(45)
                .contains(
                        Map.entry("Reasoning", 584),
                        Map.entry("Numerical", 408),
                        Map.entry("Tricky", 295),
                        Map.entry("Dates", 274));
    }

    @Test
    void refusesWhatCannotBeCut() {
        String use = "; use label, length:FIELD, agreement:SOURCE, FILE:COLUMN or a column of the rows";
        assertThat(new Slicing("topic").cut("dev", rows(4), SlicingTest::teacherLabels))
                .isEmpty();
        assertThat(new Slicing("topic").useless())
                .isInstanceOf(ScholiumException.class)
                .hasMessage("slices: cannot cut the evaluated split by \"topic\": no row has a value" + use);
        assertThatThrownBy(() -> new Slicing("length:text").cut("dev", rows(4), SlicingTest::teacherLabels))
                .hasMessage("slices: cannot cut the dev split by \"length:text\": the fields are [premise]" + use);
        assertThatThrownBy(() -> new Slicing("id").cut("test", rows(101), SlicingTest::teacherLabels))
                .hasMessage("slices: cannot cut the test split by \"id\": there are 101 different values, and more than"
                        + " 100 are too many" + use);
    }

    @Test
    void findsFilesInTheRecipesFolder() {
        assertThat(new Slicing("tags.csv:tags").in(folder).by()).isEqualTo(folder.resolve("tags.csv") + ":tags");
        assertThat(new Slicing("length:premise").in(folder).by()).isEqualTo("length:premise");
    }
}
