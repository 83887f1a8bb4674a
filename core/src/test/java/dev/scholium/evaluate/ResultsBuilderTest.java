package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.scholium.data.LabelSet;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsBuilderTest {

    private static final LabelSet NLI = LabelSet.nli();

    @TempDir
    Path folder;

    private final ResultsBuilder builder = new ResultsBuilder(NLI, "baseline");

    /** 120 rows of balanced gold labels. */
    private SystemPredictions system(
            String name, String kind, long seed, String split, IntFunction<@Nullable String> answer) {
        Path file = folder.resolve(name + "-" + seed + "-" + split + ".jsonl");
        PredictionFile.write(file, sink -> {
            for (int i = 0; i < 120; i++) {
                sink.accept(Rows.row(i, gold(i), answer.apply(i), "because of row " + i, "because of the row " + i));
            }
        });
        return new SystemPredictions(name, kind, seed, split, file);
    }

    private static String gold(int row) {
        return NLI.names().get(row % 3);
    }

    private Results twoSeeds() {
        return builder.build(List.of(
                system("baseline", "none", 1, "test", i -> i < 60 ? gold(i) : "neutral"),
                system("reasoning", "reasoning", 1, "test", i -> i < 110 ? gold(i) : null),
                system("baseline", "none", 2, "test", i -> "neutral"),
                system("reasoning", "reasoning", 2, "test", i -> i < 42 ? gold(i) : "neutral"),
                system("reasoning", "reasoning", 2, "dev", i -> gold(i))));
    }

    @Test
    void comparesEachSystemWithTheBaselineOfItsSeedAndSplit() {
        Results results = twoSeeds();

        assertThat(results.comparisons()).hasSize(2);
        Comparison first = results.comparisons().get(0);
        assertThat(first.a()).isEqualTo("reasoning");
        assertThat(first.b()).isEqualTo("baseline");
        assertThat(first.seed()).isEqualTo(1);
        assertThat(first.onlyA()).isEqualTo(33); // 50 rows from 60 to 109, but those that are neutral: 17
        assertThat(first.onlyB()).isEqualTo(3); // rows 112, 115 and 118 are neutral
        assertThat(first.difference()).isCloseTo(30 / 120.0, within(1e-12));
        assertThat(first.ci().contains(first.difference())).isTrue();
        assertThat(first.test()).isEqualTo("mcnemar-chi2");
        assertThat(first.verdict()).isEqualTo("significantly better");
        assertThat(first.warning()).isNull();
    }

    @Test
    void warnsOfACollapsedBaseline() {
        Comparison second = twoSeeds().comparisons().get(1);

        assertThat(second.warning())
                .isEqualTo("the baseline has collapsed to \"neutral\": a difference to it says little");
    }

    @Test
    void warnsOfNoControlThatAnswersOneLabelByDesign() {
        Path alike =
                system("control.majority", "none", 0, "test", i -> "neutral").file();

        Results results = builder.build(List.of(
                system("baseline", "none", 1, "test", i -> i < 60 ? gold(i) : "neutral"),
                new SystemPredictions("control.majority", "none", 0, "test", alike, true)));

        assertThat(results.systems().get(1).collapsed()).isTrue();
        assertThat(results.comparisons().get(0).warning()).isNull();
    }

    @Test
    void correctsOverTheComparisonsOfASplit() {
        List<Comparison> comparisons = twoSeeds().comparisons();

        assertThat(comparisons.stream().map(Comparison::pValueHolm).toList())
                .isEqualTo(HolmCorrection.adjust(
                        comparisons.stream().map(Comparison::pValue).toList()));
        assertThat(comparisons).anyMatch(comparison -> comparison.pValueHolm() > comparison.pValue());
    }

    @Test
    void saysWhenADifferenceIsNotSignificant() {
        Results results = builder.build(List.of(
                system("baseline", "none", 1, "dev", i -> i < 60 ? gold(i) : "neutral"),
                system("reasoning", "reasoning", 1, "dev", i -> i < 63 ? gold(i) : "neutral")));

        assertThat(results.comparisons().get(0).verdict()).isEqualTo("not significant");
        assertThat(results.comparisons().get(0).test()).isEqualTo("mcnemar-exact");
        assertThat(results.comparisons().get(0).pValue()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void summarisesOverSeeds() {
        SystemSummary reasoning = twoSeeds().summaries().get(1);

        assertThat(reasoning.name()).isEqualTo("reasoning");
        assertThat(reasoning.seeds()).containsExactly(1L, 2L);
        double first = 110 / 120.0;
        double second = (42 + 26) / 120.0;
        assertThat(reasoning.accuracy().mean()).isCloseTo((first + second) / 2, within(1e-12));
        assertThat(reasoning.accuracy().sd()).isCloseTo((first - second) / Math.sqrt(2), within(1e-12));
    }

    @Test
    void controlsAreAFamilyOfTheirOwnAndFaceEverySeedOfTheBaseline() {
        Path words = system("control.tfidf", "none", 0, "test", i -> i < 80 ? gold(i) : "neutral")
                .file();
        List<SystemPredictions> systems = List.of(
                system("baseline", "none", 1, "test", i -> i < 60 ? gold(i) : "neutral"),
                system("reasoning", "reasoning", 1, "test", i -> i < 110 ? gold(i) : null),
                system("baseline", "none", 2, "test", i -> "neutral"),
                system("reasoning", "reasoning", 2, "test", i -> i < 42 ? gold(i) : "neutral"));

        Results results = builder.build(Stream.concat(
                        systems.stream(),
                        Stream.of(new SystemPredictions("control.tfidf", "none", 0, "test", words, true)))
                .toList());

        List<Comparison> controls =
                results.comparisons().stream().filter(Comparison::control).toList();
        assertThat(controls.stream().map(Comparison::seed)).containsExactly(1L, 2L);
        assertThat(controls.get(0).warning()).isNull();
        assertThat(controls.stream().map(Comparison::pValueHolm).toList())
                .isEqualTo(HolmCorrection.adjust(
                        controls.stream().map(Comparison::pValue).toList()));
        assertThat(results.comparisons().subList(0, 2))
                .isEqualTo(builder.build(systems).comparisons());
        SystemSummary control = results.summaries().get(2);
        assertThat(control.name()).isEqualTo("control.tfidf");
        assertThat(control.overall()).isNotNull();
    }

    @Test
    void givesNoBleuForALabelsOnlyStudent() {
        Results results = twoSeeds();

        assertThat(results.systems().get(0).bleu()).isNull();
        assertThat(results.systems().get(1).bleu()).isBetween(1.0, 90.0);
        assertThat(results.systems().get(1).bleuSignature()).startsWith("nrefs:1|case:mixed|eff:no|tok:13a");
    }

    @Test
    void resultsAreTheSameAfterReading() {
        Results results = twoSeeds();
        Path file = folder.resolve("results.json");

        results.write(file);

        assertThat(Results.read(file)).isEqualTo(results);
    }

    /** They had neither the entropy of the answers nor a detectable difference over seeds. */
    @Test
    void readsWhatEarlierVersionsWrote() throws IOException {
        Results results = twoSeeds();
        Path file = folder.resolve("results.json");
        results.write(file);
        String json = Files.readString(file);
        String earlier = json.replaceAll(",\\s*\"answer_entropy\" : [^,}\\s]+", "")
                .replaceAll(
                        "(\"p_value_holm\" : [^,]+,)\\s*\"minimum_detectable_difference\" : [^,]+,(\\s*\"verdict\")",
                        "$1$2");
        assertThat(json.length() - earlier.length()).isGreaterThan(200);
        Files.writeString(file, earlier);

        Results read = Results.read(file);

        assertThat(read.systems()).isEqualTo(results.systems());
        assertThat(read.systems().get(0).answerEntropy())
                .isEqualTo(results.systems().get(0).confusionMatrix().answerEntropy())
                .isPositive();
        SeedsAndRows overall = Objects.requireNonNull(read.summaries().get(1).overall());
        assertThat(overall.minimumDetectableDifference()).isNull();
    }

    @Test
    void resultsFollowTheirSchema() throws IOException {
        Path file = folder.resolve("results.json");
        twoSeeds().write(file);
        String json = Files.readString(file);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/formats/results.schema.json")));

        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(json.replaceFirst("\"accuracy\" : 0", "\"accuracy\" : 7"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate(json.replaceFirst("\"seed\"", "\"sead\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void refusesToCompareOtherRows() {
        SystemPredictions baseline = system("baseline", "none", 1, "dev", i -> "neutral");
        Path file = folder.resolve("other.jsonl");
        PredictionFile.write(file, sink -> sink.accept(Rows.row(7, "neutral", "neutral")));
        SystemPredictions other = new SystemPredictions("other", "reasoning", 1, "dev", file);

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> builder.build(List.of(baseline, other)))
                .withMessage(file + " and " + baseline.file()
                        + " must hold the same rows to be compared, but of 1 and 120 rows they share 1");
    }

    @Test
    void refusesAnotherVersionOfTheFormat() throws IOException {
        Path file = Files.writeString(folder.resolve("results.json"), "{\"format_version\": 9}");

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> Results.read(file))
                .withMessage(
                        file + ": format_version must be 3, but is 9; evaluate again with this version of Scholium");
    }

    @Test
    void namesTheLineThatIsNoPrediction() throws IOException {
        Path file = system("baseline", "none", 1, "dev", i -> "neutral").file();
        Files.writeString(file, Files.readString(file) + "{\"uid\": 3");

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> PredictionFile.read(file, row -> {}))
                .withMessageStartingWith(file + ":121: must be a prediction as one line of JSON, but: ");
    }
}
