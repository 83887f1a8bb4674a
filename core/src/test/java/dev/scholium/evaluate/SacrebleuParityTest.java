package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.file.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Compares with what sacreBLEU 2.6.0 said of 2000 real rows; the texts are no part of the project. */
class SacrebleuParityTest {

    @Test
    void equalsSacrebleuOnRealRows() throws IOException {
        JsonNode expected = expected();
        Explanations rows = explanations();
        int compared = 0;
        for (JsonNode corpus : expected.get("corpus")) {
            if (corpus.get("metric").asString().equals("BLEU")) {
                int references = corpus.get("nrefs").asInt();
                BleuScore score = new Bleu(SacrebleuOptions.settings(corpus.get("options")))
                        .corpus(
                                rows.hypotheses(),
                                rows.references().stream()
                                        .map(texts -> texts.subList(0, references))
                                        .toList());
                SacrebleuOptions.assertEqual(score, corpus);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(18);
    }

    @Test
    void equalsSacrebleuOnRealSentences() throws IOException {
        Bleu bleu = new Bleu(BleuSettings.defaults());
        assertSentencesEqual(
                "bleu", (text, references) -> bleu.sentence(text, references).score());
    }

    /** Its random numbers are not ours, so they agree as two of its own seeds do. */
    @Test
    void resamplesAsFarAroundAsSacrebleu() throws IOException {
        JsonNode expected = expected().get("bootstrap");
        Explanations rows = explanations();
        Bleu bleu = new Bleu(BleuSettings.defaults());
        Bleu.Corpus corpus = bleu.corpus();
        RowNumbers numbers = new RowNumbers(bleu.summed());
        for (int row = 0; row < rows.hypotheses().size(); row++) {
            numbers.add(corpus.numbers(
                    rows.hypotheses().get(row), rows.references().get(row).subList(0, 1)));
        }

        ConfidenceInterval interval =
                BootstrapInterval.ofScore(numbers, expected.get("resamples").asInt(), 1);

        assertThat((interval.high() - interval.low()) / 2)
                .isCloseTo(expected.get("half_width").asDouble(), within(0.1));
        assertThat((interval.high() + interval.low()) / 2)
                .isCloseTo(expected.get("mean").asDouble(), within(0.1));
    }

    @Test
    void equalsSacrebleusOtherMetricsOnRealRows() throws IOException {
        JsonNode expected = expected();
        Explanations rows = explanations();
        int compared = 0;
        for (JsonNode corpus : expected.get("corpus")) {
            if (!corpus.get("metric").asString().equals("BLEU")) {
                String signature = corpus.get("signature").asString();
                TextScore score = score(signature, rows, corpus.get("nrefs").asInt());
                assertThat(score.score())
                        .as(signature)
                        .isCloseTo(corpus.get("score").asDouble(), within(1e-9));
                assertThat(score.signature()).isEqualTo(signature + "|impl:" + BleuSettings.IMPLEMENTATION);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(6);
    }

    private static TextScore score(String signature, Explanations rows, int references) {
        if (signature.contains("tercom")) {
            Ter ter = new Ter();
            rows.forEach(references, ter::add);
            return ter.score();
        }
        Chrf.Corpus corpus =
                new Chrf(signature.contains("nw:2") ? ChrfSettings.chrfPlusPlus() : ChrfSettings.chrf()).corpus();
        rows.forEach(references, corpus::add);
        return corpus.score();
    }

    @Test
    void equalsSacrebleusChrfOnRealSentences() throws IOException {
        Chrf chrf = new Chrf(ChrfSettings.chrf());
        assertSentencesEqual(
                "chrf", (text, references) -> chrf.sentence(text, references).score());
    }

    @Test
    void equalsNltksSentenceBleuOnRealRows() throws IOException {
        JsonNode scores = Json.mapper()
                .readTree(SharedData.file("bleu/expected_nltk.json").toFile())
                .get("scores");
        Explanations rows = explanations();
        NltkBleu nltk = new NltkBleu();
        for (int row = 0; row < scores.size(); row++) {
            double score = nltk.sentence(
                    rows.hypotheses().get(row), rows.references().get(row).subList(0, 1));
            assertThat(score).as("row %d", row).isCloseTo(scores.get(row).asDouble(), within(1e-9));
        }
        assertThat(scores.size()).isEqualTo(500);
    }

    private static JsonNode expected() throws IOException {
        return Json.mapper()
                .readTree(SharedData.file("bleu/expected_sacrebleu.json").toFile());
    }

    private static void assertSentencesEqual(String metric, ToDoubleBiFunction<String, List<String>> scored)
            throws IOException {
        Explanations rows = explanations();
        for (JsonNode sentence : expected().get("sentence")) {
            int row = sentence.get("row").asInt();
            double score = scored.applyAsDouble(
                    rows.hypotheses().get(row), rows.references().get(row).subList(0, 1));
            assertThat(score).as("row %d", row).isCloseTo(sentence.get(metric).asDouble(), within(1e-9));
        }
    }

    private record Explanations(List<String> hypotheses, List<List<String>> references) {

        void forEach(int referencesPerRow, BiConsumer<String, List<String>> row) {
            for (int i = 0; i < hypotheses.size(); i++) {
                row.accept(hypotheses.get(i), references.get(i).subList(0, referencesPerRow));
            }
        }
    }

    private static Explanations explanations() throws IOException {
        List<String> hypotheses = new ArrayList<>();
        List<List<String>> references = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(SharedData.file("esnli/valid.jsonl"))) {
            for (int i = 0; i < 2000; i++) {
                JsonNode row = Json.mapper().readTree(lines.readLine());
                hypotheses.add(row.get("explanation_1").asString());
                references.add(List.of(
                        row.get("explanation_2").asString(),
                        row.get("explanation_3").asString()));
            }
        }
        return new Explanations(hypotheses, references);
    }
}
