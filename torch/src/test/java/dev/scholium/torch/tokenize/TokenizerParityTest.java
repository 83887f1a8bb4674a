package dev.scholium.torch.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against token ids by sentencepiece itself: {@code t5/expected_ids.jsonl} of the shared data. */
class TokenizerParityTest {

    private record Expected(String text, List<Integer> ids) {}

    private static List<Expected> expected() throws IOException {
        List<Expected> rows = new ArrayList<>();
        for (String line : Files.readAllLines(SharedData.file("t5/expected_ids.jsonl"))) {
            rows.add(Json.read(line, Expected.class));
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", "spiece.model"})
    void givesTheIdsOfSentencepiece(String file) throws IOException {
        Path path = SharedData.file("t5/" + file);
        List<Expected> rows = expected();

        try (T5Tokenizer tokenizer = T5Tokenizer.open(path)) {
            int[][] ids = tokenizer.encodeAll(rows.stream().map(Expected::text).toList());

            assertThat(rows).hasSize(1514);
            for (int i = 0; i < ids.length; i++) {
                assertThat(ids[i])
                        .as("line %d", i + 1)
                        .isEqualTo(rows.get(i).ids().stream()
                                .mapToInt(Integer::intValue)
                                .toArray());
            }
            assertThat(tokenizer.size()).isEqualTo(32100);
            assertThat(tokenizer.encode(rows.get(20).text())).isEqualTo(ids[20]);
        }
    }

    @Test
    void spieceModelSurvivesSavingAndOpening(@TempDir Path folder) throws IOException {
        Path spiece = SharedData.file("t5/spiece.model");
        try (T5Tokenizer tokenizer = T5Tokenizer.open(spiece)) {
            tokenizer.saveTo(folder);

            try (T5Tokenizer reopened = T5Tokenizer.open(folder)) {
                assertThat(reopened.encode("A scholium, noted.")).isEqualTo(tokenizer.encode("A scholium, noted."));
            }
            assertThat(folder.resolve("spiece.model")).hasSameBinaryContentAs(spiece);
        }
    }
}
