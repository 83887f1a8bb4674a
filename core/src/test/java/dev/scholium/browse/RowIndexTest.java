package dev.scholium.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.data.DataSource;
import dev.scholium.evaluate.Slicing;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowIndexTest {

    @TempDir
    private Path folder;

    @Test
    void findsRowsByWordsOfFieldsAndRationales() {
        try (RowIndex index = open(run())) {
            assertThat(uids(index, new Selection("kite", Map.of()))).containsExactly("r2");
            assertThat(uids(index, new Selection("reasoning", Map.of()))).containsExactly("r0");
            assertThat(uids(index, new Selection("CAFE", Map.of()))).containsExactly("r4");
            assertThat(uids(index, new Selection("\"red kite\"", Map.of()))).containsExactly("r2");
            assertThat(uids(index, new Selection("\"kite red\"", Map.of()))).isEmpty();
            assertThat(uids(index, new Selection("cannot", Map.of()))).containsExactly("r5");
        }
    }

    @Test
    void takesNothingThatIsTypedForSyntax() {
        try (RowIndex index = open(run())) {
            for (String typed : List.of("kite OR cat", "text:kite", "NEAR(kite cat)", "{text} : kite")) {
                assertThat(uids(index, new Selection(typed, Map.of()))).isEmpty();
            }
            for (String typed : List.of("^kite -", "kite*\"", "kite' ; --", "kite\0", "(kite")) {
                assertThat(uids(index, new Selection(typed, Map.of()))).containsExactly("r2");
            }
            assertThat(uids(index, new Selection("\" - ( *", Map.of()))).hasSize(6);
        }
    }

    @Test
    void filtersByWhatWasSaidOfARow() {
        try (RowIndex index = open(run())) {
            assertThat(uids(index, chosen("label", "neutral"))).containsExactly("r1", "r4");
            assertThat(uids(index, chosen("label", "neutral", "contradiction")))
                    .containsExactly("r1", "r2", "r4", "r5");
            assertThat(uids(index, chosen("check", "names-label"))).containsExactly("r1");
            assertThat(uids(index, chosen("rejected", "extraction"))).containsExactly("r5");
            assertThat(uids(index, chosen("source", "extraction", "reasoning"))).containsExactly("r0");
            assertThat(uids(index, chosen("agreement", "extraction disagrees"))).containsExactly("r2");
            assertThat(uids(index, chosen("right", "plain-seed1"))).containsExactly("r0", "r1", "r2", "r4");
            assertThat(uids(index, chosen("wrong", "plain-seed1", "taught-seed1")))
                    .containsExactly("r5");
            assertThat(uids(index, chosen("answers", "systems disagree"))).containsExactly("r3");
            assertThat(uids(index, chosen("answers", "some right"))).containsExactly("r3");
            assertThat(uids(index, chosen("label", "no such label"))).isEmpty();
        }
    }

    @Test
    void countsWhatEachValueWouldLeave() {
        try (RowIndex index = open(run())) {
            assertThat(index.facets(chosen("label", "neutral"), Map.of()))
                    .contains(
                            new FacetCount(
                                    "label",
                                    List.of(
                                            new FacetCount.Value("contradiction", 2, false),
                                            new FacetCount.Value("entailment", 2, false),
                                            new FacetCount.Value("neutral", 2, true))),
                            new FacetCount(
                                    "check",
                                    List.of(
                                            new FacetCount.Value("names-label", 1, false),
                                            new FacetCount.Value("refusal", 0, false))))
                    .extracting(FacetCount::name)
                    .doesNotContain("split", "place", "answered");
        }
    }

    @Test
    void showsAllThatWasSaidOfARow() {
        try (RowIndex index = open(run())) {
            IndexedRow row = index.row(index.find("dev", "r0").orElseThrow()).orElseThrow();

            assertThat(row.fields())
                    .containsExactly(
                            Map.entry("premise", "A cat sleeps on the mill."),
                            Map.entry("hypothesis", "Somebody sees it, number 0."));
            assertThat(row.rationales())
                    .extracting(IndexedRationale::source, IndexedRationale::text)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    "extraction", "By extraction: it is plain, is entailment."),
                            org.assertj.core.groups.Tuple.tuple(
                                    "reasoning", "By reasoning: it is plain, is entailment."));
            assertThat(row.rationales().get(0).origin()).containsEntry("model", "a-model");
            assertThat(row.answers()).extracting(IndexedAnswer::trial).containsExactly("plain-seed1", "taught-seed1");
            assertThat(row.answers()).extracting(IndexedAnswer::label).containsExactly("entailment", "entailment");
            IndexedRow rejected =
                    index.row(index.find("dev", "r5").orElseThrow()).orElseThrow();
            assertThat(rejected.rationales().get(0).rejected()).isTrue();
            assertThat(rejected.rationales().get(0).reason()).isEqualTo("refusal");
            assertThat(index.row(6)).isEmpty();
            assertThat(index.find("train", "r0")).isEmpty();
        }
    }

    @Test
    void pagesAndStepsWithinASelection() throws IOException {
        Path file = data(50);
        try (RowIndex index = open(file)) {
            RowPage last = index.page(Selection.all(), Map.of(), 99);
            assertThat(last.number()).isEqualTo(3);
            assertThat(last.total()).isEqualTo(50);
            assertThat(last.rows())
                    .hasSize(10)
                    .first()
                    .extracting(IndexedRow::uid)
                    .isEqualTo("u40");
            assertThat(index.page(Selection.all(), Map.of(), -1).number()).isEqualTo(1);
            Selection neutral = chosen("label", "neutral");
            assertThat(index.neighbour(neutral, Map.of(), 1, 1)).contains(4);
            assertThat(index.neighbour(neutral, Map.of(), 4, -1)).contains(1);
            assertThat(index.neighbour(neutral, Map.of(), 1, -1)).isEmpty();
            assertThat(index.neighbour(neutral, Map.of(), 0, -1)).isEmpty();
            assertThat(index.neighbour(neutral, Map.of(), 49, 1)).isEmpty();
        }
    }

    @Test
    void laysOtherFacetsOverItsOwn() throws IOException {
        BitSet third = new BitSet();
        third.set(2);
        try (RowIndex index = open(data(5))) {
            Selection edited = chosen("edited", "vetoed");
            assertThat(index.page(edited, Map.of("edited", Map.of("vetoed", third)), 1)
                            .rows())
                    .extracting(IndexedRow::uid)
                    .containsExactly("u2");
            assertThat(index.page(edited, Map.of(), 1).total()).isZero();
        }
    }

    @Test
    void cutsRowsByColumnsAndByTagsOfAnotherFile() throws IOException {
        Path tags = folder.resolve("tags.csv");
        Files.writeString(tags, "uid,tags\nu1,\"['Tricky', 'Basic']\"\nu2,\"['Basic']\"\n");
        List<Slicing> by = List.of(new Slicing(tags + ":tags"), new Slicing("genre"), new Slicing("length:premise"));
        RowIndexes indexes = new RowIndexes(List.of(new Place.OfData(DataSource.of(data(4)))), by);
        try (RowIndex index = indexes.open(Progress.none())) {
            assertThat(uids(index, chosen("by:" + tags + ":tags", "Basic"))).containsExactly("u1", "u2");
            assertThat(uids(index, chosen("by:" + tags + ":tags", "Basic", "Tricky")))
                    .containsExactly("u1");
            assertThat(uids(index, chosen("by:genre", "even"))).containsExactly("u0", "u2");
            assertThat(uids(index, chosen("by:length:premise", "0 to 9 words")))
                    .containsExactly("u0", "u1", "u2", "u3");
        }
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new Slicing("agreement:palm").valuesOfRow())
                .withMessage("\"agreement:palm\": needs a teacher's labels; name label, length:FIELD, FILE:COLUMN or a"
                        + " column of the rows");
    }

    @Test
    void givesARowOfARunWhatItsDataFileSays() throws IOException {
        Path file = data(1);
        Path run = folder.resolve("run");
        SmallRun small = new SmallRun(run);
        small.lines(
                "augmented/palm-train.jsonl",
                List.of(
                        "{\"uid\":\"u0\",\"fields\":{\"premise\":\"p\"},\"label\":\"entailment\",\"rationale\":\"Because.\"}"));
        AtomicFile.write(
                run.resolve("manifest.json"),
                "{\"inputs\": [{\"split\": \"train\", \"file\": \"" + file.toRealPath() + "\"}]}");
        RowIndexes indexes =
                new RowIndexes(List.of(new Place.OfRun(run), new Place.OfData(DataSource.of(file))), List.of());
        try (RowIndex index = indexes.open(Progress.none())) {
            assertThat(index.size()).isEqualTo(1);
            IndexedRow row = index.row(0).orElseThrow();
            assertThat(row.columns()).containsEntry("genre", "even");
            assertThat(row.rationales()).extracting(IndexedRationale::text).containsExactly("Because.");
            assertThat(uids(index, chosen("source", "run/palm"))).containsExactly("u0");
        }
    }

    @Test
    void isMadeAnewWhenAFileHasChangedAndOnlyThen() throws IOException {
        Path run = run();
        RowIndexes indexes = new RowIndexes(List.of(new Place.OfRun(run)), List.of());
        indexes.open(Progress.none()).close();
        Object first = Files.readAttributes(indexes.file(), "unix:ino").get("ino");
        indexes.open(Progress.none()).close();
        assertThat(Files.readAttributes(indexes.file(), "unix:ino").get("ino")).isEqualTo(first);

        new SmallRun(run)
                .lines(
                        "augmented/palm-test.jsonl",
                        List.of("{\"uid\":\"t\",\"label\":\"neutral\",\"rationale\":\"x\"}"));
        try (RowIndex index = indexes.open(Progress.none())) {
            assertThat(index.size()).isEqualTo(7);
        }
        Files.writeString(indexes.file(), "no index");
        try (RowIndex index = indexes.open(Progress.none())) {
            assertThat(index.size()).isEqualTo(7);
        }
    }

    @Test
    void readsNothingOutsideTheRunFolder() throws IOException {
        Path outside = folder.resolve("outside.jsonl");
        Files.writeString(outside, "{\"uid\":\"secret\",\"label\":\"neutral\",\"rationale\":\"secret\"}\n");
        Path run = run();
        Files.createSymbolicLink(run.resolve("augmented/link-test.jsonl"), outside);
        try (RowIndex index = open(run)) {
            assertThat(index.find("test", "secret")).isEmpty();
            assertThat(index.size()).isEqualTo(6);
        }
    }

    @Test
    void leavesOutBadRowsAndSaysSo() throws IOException {
        Path file = folder.resolve("bad.jsonl");
        Files.writeString(
                file,
                "{\"premise\":\"p\",\"hypothesis\":\"h\",\"label\":\"neutral\"}\n{\"premise\":\"p\",\"label\":\"x\"}\n");
        try (RowIndex index = open(file)) {
            assertThat(index.size()).isEqualTo(1);
            assertThat(index.notes())
                    .containsExactly(
                            "bad.jsonl: 1 bad and 0 unlabelled rows are left out; \"scholium data inspect\" lists bad ones");
        }
    }

    @Test
    void refusesAPathWithoutRowsAndADamagedLine() throws IOException {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> Place.of(folder, DataSource::of))
                .withMessage(folder + ": must be a data file or a run folder, but is a folder without manifest.json,"
                        + " augmented and predictions");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> Place.of(folder.resolve("none"), DataSource::of))
                .withMessage(
                        folder.resolve("none") + ": must be a data file or a run folder, but there is no such file");
        Path run = run();
        new SmallRun(run).lines("augmented/palm-dev.jsonl", List.of("{\"uid\":\"a\"}", "[1]"));
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> open(run))
                .withMessage(run.resolve("augmented/palm-dev.jsonl") + ":2: must be an object of JSON, but is not");
        try (Stream<Path> left = Files.list(run)) {
            assertThat(left.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }

    private Path run() {
        return new SmallRun(folder.resolve("run")).write();
    }

    private Path data(int rows) throws IOException {
        StringBuilder lines = new StringBuilder();
        List<String> labels = List.of("entailment", "neutral", "contradiction");
        for (int row = 0; row < rows; row++) {
            lines.append(String.format(
                    "{\"uid\":\"u%d\",\"premise\":\"p %d\",\"hypothesis\":\"h\",\"label\":\"%s\",\"genre\":\"%s\"}%n",
                    row, row, labels.get(row % 3), row % 2 == 0 ? "even" : "odd"));
        }
        Path file = folder.resolve("rows.jsonl");
        Files.writeString(file, lines);
        return file;
    }

    private static RowIndex open(Path path) {
        return new RowIndexes(List.of(Place.of(path, DataSource::of)), List.of()).open(Progress.none());
    }

    private static Selection chosen(String facet, String... values) {
        return new Selection("", Map.of(facet, List.of(values)));
    }

    private static List<String> uids(RowIndex index, Selection selection) {
        return index.page(selection, Map.of(), 1).rows().stream()
                .map(IndexedRow::uid)
                .toList();
    }
}
