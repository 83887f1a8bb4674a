package dev.scholium.augment.check;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.data.Example;
import dev.scholium.file.Json;
import dev.scholium.prompt.RationaleKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The checks on 150 replies of a real model that a reader judged before, and how often they agree. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JudgedRepliesTest {

    private static final double Z = 1.959964; // 95 %

    private final Map<CheckName, int[]> counts = new EnumMap<>(CheckName.class); // true, false, missed
    private final Map<CheckName, List<String>> differences = new EnumMap<>(CheckName.class);

    @BeforeAll
    void lookAtAllReplies() throws IOException {
        List<JsonNode> replies = RecordedReplies.read();
        Map<String, List<String>> verdicts = verdicts();
        RecordedReplies recorded = new RecordedReplies();
        for (CheckName name : CheckName.values()) {
            counts.put(name, new int[3]);
            differences.put(name, new ArrayList<>());
        }
        for (JsonNode row : replies) {
            String kind = row.path("kind").asString();
            Checker checker = recorded.checker(kind);
            Subject subject = subject(row);
            List<Finding> findings = new ArrayList<>(checker.look(subject));
            String key = row.path("row").asInt() + " " + kind;
            List<String> verdict = verdicts.get(key);
            if (verdict != null) {
                findings.addAll(checker.compare(subject));
                count(key, verdict, findings);
            }
        }
    }

    private void count(String key, List<String> verdict, List<Finding> findings) {
        for (CheckName name : CheckName.values()) {
            boolean judged = verdict.contains(name.word());
            String found = findings.stream()
                    .filter(finding -> finding.check() == name)
                    .map(Finding::detail)
                    .findFirst()
                    .orElse("");
            if (judged || !found.isEmpty()) {
                requireNonNull(counts.get(name))[judged && !found.isEmpty() ? 0 : judged ? 2 : 1]++;
                if (judged == found.isEmpty()) {
                    requireNonNull(differences.get(name)).add((judged ? "missed " : "false ") + key + " " + found);
                }
            }
        }
    }

    static Subject subject(JsonNode row) {
        JsonNode messages = row.path("request").path("messages");
        String user = messages.get(messages.size() - 1).path("content").asString();
        Map<String, String> fields = new LinkedHashMap<>();
        if (row.path("kind").asString().equals("extraction")) {
            fields.put("premise", user.substring(user.indexOf("Text: ") + "Text: ".length()));
        } else {
            int hypothesis = user.indexOf("\nHypothesis: ");
            fields.put("premise", user.substring("Premise: ".length(), hypothesis));
            fields.put(
                    "hypothesis",
                    user.substring(hypothesis + "\nHypothesis: ".length(), user.lastIndexOf("\n\nIn 100 words")));
        }
        JsonNode choice = row.path("response").path("choices").get(0);
        return new Subject(
                new Example(
                        row.path("row").asString(""), fields, row.path("label").asString(), Map.of()),
                new RationaleKind(row.path("kind").asString()),
                choice.path("message").path("content").asString(),
                choice.path("finish_reason").asString());
    }

    private static Map<String, List<String>> verdicts() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(JudgedRepliesTest.class.getResourceAsStream("verdicts.jsonl"))) {
            Map<String, List<String>> verdicts = new HashMap<>();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                JsonNode row = Json.mapper().readTree(line);
                List<String> faults = new ArrayList<>();
                row.path("faults").forEach(fault -> faults.add(fault.asString()));
                verdicts.put(row.path("row").asInt() + " " + row.path("kind").asString(), faults);
            });
            return verdicts;
        }
    }

    @Test
    void findsWhatAReaderFound() {
        StringBuilder table = new StringBuilder(
                "| check | found | right | missed | precision | recall |\n|---|---|---|---|---|---|\n");
        counts.remove(CheckName.JUDGE); // a teacher's, not a rule's
        counts.forEach((name, c) -> table.append("| %s | %d | %d | %d | %s | %s |\n"
                .formatted(
                        name.word(), c[0] + c[1], c[0], c[2], wilson(c[0], c[0] + c[1]), wilson(c[0], c[0] + c[2]))));
        System.out.println(table);
        if (Boolean.getBoolean("checks.differences")) {
            differences.forEach((name, list) -> System.out.println(name + " " + list));
        }
        assertAtLeast(CheckName.EMPTY, 9, 0);
        assertAtLeast(CheckName.CUT_OFF, 2, 0);
        assertAtLeast(CheckName.TOO_LONG, 11, 1);
        assertAtLeast(CheckName.NAMES_LABEL, 50, 0);
        assertAtLeast(CheckName.COPIES_PREMISE, 30, 2);
        assertAtLeast(CheckName.INVENTS_NAMES, 15, 2);
        assertAtLeast(CheckName.INVENTS_NUMBERS, 19, 2);
        assertAtLeast(CheckName.REPEATS_ITSELF, 8, 10);
        assertAtLeast(CheckName.OTHER_LABEL, 3, 1);
        assertAtLeast(CheckName.NEAR_DUPLICATE, 3, 0);
    }

    private void assertAtLeast(CheckName name, int right, int wrong) {
        assertThat(requireNonNull(counts.get(name))[0])
                .as(name.word() + " right")
                .isGreaterThanOrEqualTo(right);
        assertThat(requireNonNull(counts.get(name))[1])
                .as(name.word() + " wrong")
                .isLessThanOrEqualTo(wrong);
    }

    private static String wilson(int hits, int of) {
        if (of == 0) {
            return "none";
        }
        double p = (double) hits / of;
        double middle = (p + Z * Z / (2 * of)) / (1 + Z * Z / of);
        double half = Z * Math.sqrt(p * (1 - p) / of + Z * Z / (4.0 * of * of)) / (1 + Z * Z / of);
        return String.format(
                Locale.ROOT, "%.2f [%.2f, %.2f]", p, Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
