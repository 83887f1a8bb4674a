package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class BleuTest {

    private static final JsonNode GOLDEN = Golden.read("bleu.json");

    static Stream<JsonNode> corpora() {
        return GOLDEN.get("corpus").valueStream();
    }

    @ParameterizedTest
    @MethodSource("corpora")
    void equalsSacrebleuAtItsSettings(JsonNode expected) {
        List<String> hypotheses = new ArrayList<>();
        List<List<String>> references = new ArrayList<>();
        for (JsonNode pair : GOLDEN.get("pairs")) {
            hypotheses.add(pair.get("hypothesis").asString());
            List<String> texts = strings(pair.get("references"));
            references.add(texts.subList(0, expected.get("nrefs").asInt()));
        }

        BleuScore score = new Bleu(SacrebleuOptions.settings(expected.get("options"))).corpus(hypotheses, references);

        SacrebleuOptions.assertEqual(score, expected);
    }

    @ParameterizedTest
    @EnumSource(BleuTokenizer.class)
    void cutsTextsAsSacrebleuDoes(BleuTokenizer tokenizer) {
        for (JsonNode pair : GOLDEN.get("pairs")) {
            assertThat(tokenizer.tokens(pair.get("hypothesis").asString()))
                    .isEqualTo(strings(pair.get("tokens").get(tokenizer.word())));
        }
    }

    @Test
    void scoresSentencesWithEffectiveOrder() {
        for (JsonNode pair : GOLDEN.get("pairs")) {
            BleuScore score = new Bleu(BleuSettings.defaults())
                    .sentence(
                            pair.get("hypothesis").asString(),
                            List.of(pair.get("references").get(0).asString()));

            assertThat(score.score()).isCloseTo(pair.get("sentence").asDouble(), within(1e-9));
            assertThat(score.signature()).contains("|eff:yes|");
        }
    }

    @Test
    void scoresZeroWithoutAnyMatch() {
        BleuScore score = new Bleu(BleuSettings.defaults()).corpus(List.of("x y"), List.of(List.of("a b")));

        SacrebleuOptions.assertEqual(score, GOLDEN.get("hopeless"));
    }

    @Test
    void scoresZeroWithoutAnyRow() {
        assertThat(new Bleu(BleuSettings.defaults()).corpus().score().score()).isZero();
    }

    @Test
    void saysThatTheNumberOfReferencesVaries() {
        BleuScore score = new Bleu(BleuSettings.defaults())
                .corpus(List.of("a b", "c d"), List.of(List.of("a b"), List.of("c d", "c")));

        assertThat(score.signature())
                .isEqualTo("nrefs:var|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0|impl:scholium-0.1.0");
    }

    @Test
    void refusesARowWithoutReference() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bleu(BleuSettings.defaults()).sentence("a", List.of()))
                .withMessage("a row needs at least one reference to be scored");
    }

    @Test
    void aHugeTextDoesNotSpoilTheRowsAfterIt() {
        String huge = String.join(" ", Collections.nCopies(3, "")) + wordsUpTo(60_000);
        Bleu.Corpus corpus = new Bleu(BleuSettings.defaults()).corpus();
        corpus.add(huge, List.of(huge));
        corpus.add("a b c d", List.of("a b c e"));

        BleuScore score = corpus.score();

        assertThat(score.matches()).containsExactly(60_003.0, 60_001.0, 59_999.0, 59_997.0);
        assertThat(score.totals()).containsExactly(60_004.0, 60_002.0, 60_000.0, 59_998.0);
    }

    private static String wordsUpTo(int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append('w').append(i).append(' ');
        }
        return words.toString();
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
