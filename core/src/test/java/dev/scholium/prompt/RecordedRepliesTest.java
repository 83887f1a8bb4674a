package dev.scholium.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.scholium.file.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The parser on 600 replies of a real model, of which {@code replies_expected.jsonl} holds what a person expects. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedRepliesTest {

    private final Map<String, JsonNode> choices = new HashMap<>();

    @BeforeAll
    void readReplies() throws IOException {
        Path file = data().resolve("teacher/smollm2_r1.jsonl");
        assumeTrue(Files.exists(file), "needs the shared data; set SCHOLIUM_DATA to its folder");
        for (String line : Files.readAllLines(file)) {
            JsonNode row = Json.mapper().readTree(line);
            choices.put(key(row), row.path("response").path("choices").get(0));
        }
    }

    private static Path data() {
        String folder = System.getProperty("SCHOLIUM_DATA", System.getenv("SCHOLIUM_DATA"));
        return Path.of(folder == null ? "../../shared/data" : folder);
    }

    private static String key(JsonNode row) {
        return row.path("row").asInt() + " " + row.path("kind").asString();
    }

    private TeacherReply parse(JsonNode choice) {
        return new ReplyParser()
                .parse(
                        choice.path("message").path("content").asString(),
                        choice.path("finish_reason").asString());
    }

    @Test
    void readsRepliesAsAPersonWould() throws IOException {
        List<JsonNode> expected;
        try (InputStream stream =
                Objects.requireNonNull(RecordedRepliesTest.class.getResourceAsStream("replies_expected.jsonl"))) {
            expected = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> Json.mapper().readTree(line))
                    .toList();
        }
        assertThat(expected).hasSizeGreaterThan(150);
        for (JsonNode row : expected) {
            TeacherReply reply = parse(Objects.requireNonNull(choices.get(key(row))));
            String name = "row " + key(row);
            if (row.path("verdict").asString().equals("unparseable")) {
                assertThat(reply)
                        .as(name)
                        .isEqualTo(
                                new TeacherReply.Unparseable(row.path("reason").asString()));
            } else {
                assertThat(reply).as(name).isInstanceOf(TeacherReply.Answer.class);
                String rationale = ((TeacherReply.Answer) reply).rationale();
                assertThat(rationale.split(" "))
                        .as(name)
                        .hasSize(row.path("words").asInt());
                assertThat(rationale.endsWith("."))
                        .as(name)
                        .isEqualTo(row.path("full_stop").asBoolean());
            }
        }
    }

    @Test
    void readsEveryReplyAsOneCleanParagraph() {
        assertThat(choices).hasSize(600);
        for (JsonNode choice : choices.values()) {
            if (parse(choice) instanceof TeacherReply.Answer answer) {
                assertThat(answer.rationale())
                        .isEqualTo(answer.rationale().strip())
                        .isNotBlank()
                        .doesNotContain("\n", "  ", "\t");
            }
        }
    }
}
