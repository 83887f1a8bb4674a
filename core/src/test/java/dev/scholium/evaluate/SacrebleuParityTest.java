package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.file.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Compares with what sacreBLEU 2.6.0 said of 2000 real rows; the texts are no part of the project. */
class SacrebleuParityTest {

    @Test
    void equalsSacrebleuOnRealRows() throws IOException {
        JsonNode expected = Json.mapper()
                .readTree(SharedData.file("bleu/expected_sacrebleu.json").toFile());
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
        JsonNode expected = Json.mapper()
                .readTree(SharedData.file("bleu/expected_sacrebleu.json").toFile());
        Explanations rows = explanations();
        Bleu bleu = new Bleu(BleuSettings.defaults());
        for (JsonNode sentence : expected.get("sentence")) {
            int row = sentence.get("row").asInt();
            double score = bleu.sentence(
                            rows.hypotheses().get(row),
                            rows.references().get(row).subList(0, 1))
                    .score();
            assertThat(score).as("row %d", row).isCloseTo(sentence.get("bleu").asDouble(), within(1e-9));
        }
    }

    private record Explanations(List<String> hypotheses, List<List<String>> references) {}

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
