package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads sacreBLEU's options and scores as its expected files hold them. */
final class SacrebleuOptions {

    private SacrebleuOptions() {}

    static BleuSettings settings(JsonNode options) {
        BleuSettings settings = BleuSettings.defaults();
        if (options.has("lowercase")) {
            settings = settings.withLowercase(options.get("lowercase").asBoolean());
        }
        if (options.has("tokenize")) {
            String word = options.get("tokenize").asString();
            settings = settings.withTokenizer(Arrays.stream(BleuTokenizer.values())
                    .filter(tokenizer -> tokenizer.word().equals(word))
                    .findFirst()
                    .orElseThrow());
        }
        if (options.has("smooth_method")) {
            String word = options.get("smooth_method").asString();
            settings = settings.withSmoothing(
                    BleuSettings.Smoothing.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
        }
        if (options.has("max_ngram_order")) {
            settings = settings.withMaxNgramOrder(options.get("max_ngram_order").asInt());
        }
        if (options.has("effective_order")) {
            settings =
                    settings.withEffectiveOrder(options.get("effective_order").asBoolean());
        }
        return settings;
    }

    static void assertEqual(BleuScore score, JsonNode expected) {
        assertThat(score.score()).isCloseTo(expected.get("score").asDouble(), within(1e-9));
        assertThat(score.matches()).isEqualTo(doubles(expected.get("counts")));
        assertThat(score.totals()).isEqualTo(doubles(expected.get("totals")));
        assertThat(score.brevityPenalty())
                .isCloseTo(expected.get("brevity_penalty").asDouble(), within(1e-12));
        assertThat(score.systemLength()).isEqualTo(expected.get("system_length").asLong());
        assertThat(score.referenceLength())
                .isEqualTo(expected.get("reference_length").asLong());
        List<Double> precisions = doubles(expected.get("precisions"));
        for (int i = 0; i < precisions.size(); i++) {
            assertThat(score.precisions().get(i)).isCloseTo(precisions.get(i), within(1e-9));
        }
        assertThat(score.signature()).isEqualTo(expected.get("signature").asString() + "|impl:scholium-0.1.0");
    }

    private static List<Double> doubles(JsonNode array) {
        return array.valueStream().map(JsonNode::asDouble).toList();
    }
}
