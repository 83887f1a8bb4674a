package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Compares chrF, TER, ROUGE-L and NLTK's BLEU with their own software on odd texts and on many shifts. */
class TextMetricsTest {

    private static final JsonNode GOLDEN = Golden.read("text_metrics.json");

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyTextScoresAsInThePythonPackages(int references) {
        Chrf chrf = new Chrf(ChrfSettings.chrf());
        Chrf chrfPlusPlus = new Chrf(ChrfSettings.chrfPlusPlus());
        NltkBleu nltk = new NltkBleu();
        forEachPair(references, (hypothesis, texts, expected) -> {
            Ter ter = new Ter();
            ter.add(hypothesis, texts);
            assertEqual(expected, "chrf", chrf.sentence(hypothesis, texts).score());
            assertEqual(
                    expected, "chrf++", chrfPlusPlus.sentence(hypothesis, texts).score());
            assertEqual(expected, "ter", ter.score().score());
            assertEqual(expected, "rouge-l", new RougeL().add(hypothesis, texts));
            assertEqual(expected, "nltk-bleu", nltk.sentence(hypothesis, texts));
        });
    }

    static Stream<JsonNode> corpora() {
        return GOLDEN.get("corpus").valueStream();
    }

    @ParameterizedTest
    @MethodSource("corpora")
    void theCorpusScoresAsInSacrebleu(JsonNode expected) {
        String signature = expected.get("signature").asString();
        Ter ter = new Ter();
        Chrf.Corpus chrf =
                new Chrf(signature.contains("nw:2") ? ChrfSettings.chrfPlusPlus() : ChrfSettings.chrf()).corpus();
        BiConsumer<String, List<String>> add = signature.contains("tercom") ? ter::add : chrf::add;

        forEachPair(expected.get("nrefs").asInt(), (hypothesis, texts, scores) -> add.accept(hypothesis, texts));

        TextScore score = signature.contains("tercom") ? ter.score() : chrf.score();
        assertThat(score.score()).isCloseTo(expected.get("score").asDouble(), within(1e-9));
        assertThat(score.signature()).isEqualTo(signature + "|impl:" + BleuSettings.IMPLEMENTATION);
    }

    @Test
    void aCorpusOfRougeIsTheMeanOfItsRows() {
        RougeL rouge = new RougeL();
        double first = rouge.add("a b", List.of("a c"));
        double second = rouge.add("a b", List.of("a b", "x"));

        assertThat(rouge.score().score()).isCloseTo(100 * (first + second) / 2, within(1e-12));
        assertThat(rouge.score().signature()).startsWith("nrefs:var|rouge:L|measure:f|");
    }

    @Test
    void nothingScoresNothing() {
        assertThat(new Chrf(ChrfSettings.chrf()).corpus().score().score()).isZero();
        assertThat(new Ter().score().score()).isZero();
        assertThat(new RougeL().score().score()).isZero();
    }

    @Test
    void refusesARowWithoutReference() {
        String message = "a row needs at least one reference to be scored";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ter().add("x", List.of()))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RougeL().add("x", List.of()))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Chrf(ChrfSettings.chrf()).sentence("x", List.of()))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NltkBleu().sentence("x", List.of()))
                .withMessage(message);
    }

    private interface PairCheck {
        void check(String hypothesis, List<String> references, JsonNode expected);
    }

    private static void forEachPair(int references, PairCheck check) {
        for (JsonNode pair : GOLDEN.get("pairs")) {
            List<String> texts = new ArrayList<>();
            pair.get("references").forEach(text -> texts.add(text.asString()));
            check.check(
                    pair.get("hypothesis").asString(),
                    texts.subList(0, references),
                    pair.get(references == 1 ? "one" : "two"));
        }
    }

    private static void assertEqual(JsonNode expected, String metric, double score) {
        assertThat(score)
                .as("%s of %s", metric, expected)
                .isCloseTo(expected.get(metric).asDouble(), within(1e-9));
    }
}
