package dev.scholium.torch.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VocabularyBuilderTest {

    static final List<String> TEXTS = List.of(
            "Premise: A red fox sleeps under the old bridge. Hypothesis: An animal rests.",
            "Entailment Explanation: A fox is an animal, and to sleep is to rest.",
            "Neutral Explanation: The bridge may be old or new; nobody says so.",
            "Contradiction Explanation: The fox cannot sleep and run — naïve, isn't it? 😀",
            "The the the fox fox under under\u00a0under\tthe\u2003bridge bridge");

    private static T5Tokenizer build(List<String> texts, int size) {
        VocabularyBuilder builder = new VocabularyBuilder();
        texts.forEach(builder::add);
        return builder.build(size);
    }

    @Test
    void placesSpecialTokensWhereT5HasThem() {
        try (T5Tokenizer tokenizer = build(TEXTS, 200)) {
            assertThat(List.of(tokenizer.padId(), tokenizer.eosId(), tokenizer.unkId()))
                    .containsExactly(0, 1, 2);
            assertThat(tokenizer.size()).isLessThanOrEqualTo(200);
            assertThat(tokenizer.encodeWithoutEos("<extra_id_0>")).containsExactly(tokenizer.size() - 1);
            assertThat(tokenizer.encodeWithoutEos("<extra_id_99>")).containsExactly(tokenizer.size() - 100);
        }
    }

    @Test
    void coversEveryCharacterOfTheTexts() {
        try (T5Tokenizer tokenizer = build(TEXTS, 160)) {
            for (String text : TEXTS) {
                assertThat(tokenizer.encode(text)).doesNotContain(tokenizer.unkId());
                assertThat(tokenizer.decode(tokenizer.encode(text)))
                        .isEqualTo(text.replaceAll("[\\u00a0\\t\\u2003]", " "));
            }
        }
    }

    @Test
    void equalTextsGiveEqualVocabularies() {
        try (T5Tokenizer first = build(TEXTS, 180);
                T5Tokenizer second = build(TEXTS, 180)) {
            assertThat(first.json()).isEqualTo(second.json());
        }
    }

    @Test
    void frequentWordsBecomeOneToken() {
        try (T5Tokenizer tokenizer = build(TEXTS, 400)) {
            assertThat(tokenizer.encodeWithoutEos("fox")).hasSize(1);
            assertThat(tokenizer.encodeWithoutEos("under the bridge")).hasSize(3);
        }
    }

    @Test
    void specialTokensInTheTextStayOneToken() {
        try (T5Tokenizer tokenizer = build(List.of("a</s>b a</s>b </s> </s> <unk><unk><pad>"), 200)) {
            assertThat(List.of(tokenizer.padId(), tokenizer.eosId(), tokenizer.unkId()))
                    .containsExactly(0, 1, 2);
        }
    }

    @Test
    void saysHowSmallItMayBe() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> build(List.of("ab ba"), 105))
                .withMessage("vocabulary_size must be at least 106, for 3 characters of the training text and 103"
                        + " special tokens, but is 105");
    }

    @Test
    void longWordsAndNoTextAreNoTrouble() {
        try (T5Tokenizer tokenizer = build(List.of("x".repeat(100_000) + "y", ""), 200)) {
            assertThat(tokenizer.encodeWithoutEos("xy")).doesNotContain(tokenizer.unkId());
        }
    }

    /** The ids are by Python's tokenizers on the vocabulary that was made here; see ORIGIN.md beside them. */
    @Test
    void pythonGivesTheSameIds() throws IOException {
        try (T5Tokenizer tokenizer = build(TEXTS, 220)) {
            Files.createDirectories(Path.of("target", "golden"));
            Files.writeString(Path.of("target", "golden", "tokenizer.json"), tokenizer.json());
        }
        try (InputStream golden = Objects.requireNonNull(
                        getClass().getResourceAsStream("/golden/tokenize/vocabulary.json"),
                        "the golden file is missing");
                T5Tokenizer tokenizer = build(TEXTS, 220)) {
            JsonNode file =
                    dev.scholium.file.Json.mapper().readTree(new String(golden.readAllBytes(), StandardCharsets.UTF_8));

            assertThat(tokenizer.json()).isEqualTo(file.path("tokenizer").asString());
            for (JsonNode row : file.path("rows")) {
                int[] ids = new int[row.path("ids").size()];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = row.path("ids").path(i).asInt();
                }
                assertThat(tokenizer.encode(row.path("text").asString())).isEqualTo(ids);
            }
        }
    }

    @Test
    @Tag("slow") // the time is the claim
    void readsTenThousandRowsInSeconds() throws IOException {
        Path file = SharedData.file("esnli/train10k_palm.csv");
        long before = System.nanoTime();

        try (T5Tokenizer tokenizer = build(Files.readAllLines(file), 8000)) {
            double seconds = (System.nanoTime() - before) / 1e9;

            System.getLogger("test").log(System.Logger.Level.INFO, "8000 tokens in " + seconds + " s");
            assertThat(tokenizer.size()).isBetween(7900, 8000);
            assertThat(seconds).isLessThan(15);
        }
    }
}
