package dev.scholium.doctor;

import dev.scholium.file.Json;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.TeacherProbe;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.TeacherPrice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a request tells that was answered. */
final class AnswerFindings {

    private static final String WITHOUT_SCHEMA =
            "set teacher.reply_schema: words, or use prompts that are answered in free text";
    private static final int MOST_SHOWN = 60;
    private static final Duration SLOW = Duration.ofSeconds(30);

    private final TeacherProbe probe;
    private final Completion completion;
    private final List<Finding> findings = new ArrayList<>();

    private AnswerFindings(TeacherProbe probe, Completion completion) {
        this.probe = probe;
        this.completion = completion;
    }

    /**
     * Reads an answer.
     *
     * @param probe who asked
     * @param price of its tokens
     * @param outcome an answer, and what the server said of its limits
     * @param schemaRefused why the reply schema was refused; empty if it was not
     * @return what was found
     */
    static List<Finding> of(
            TeacherProbe probe, TeacherPrice price, TeacherProbe.Outcome outcome, String schemaRefused) {
        Completion completion = Objects.requireNonNull(outcome.completion(), "an answer");
        AnswerFindings answer = new AnswerFindings(probe, completion);
        answer.keyAndModel();
        answer.settings();
        answer.text();
        answer.schema(schemaRefused);
        answer.tokens(price);
        answer.limits(outcome.limits());
        return answer.findings;
    }

    private void keyAndModel() {
        findings.add(Finding.ok(
                "key",
                probe.hasKey() ? "accepted; from " + probe.keyOrigin() : "none was sent, and none was asked for"));
        findings.add(Finding.ok("model", "answered as " + shown(completion.model())));
        String seconds =
                String.format(Locale.ROOT, "%.2f s", completion.latency().toNanos() / 1e9);
        findings.add(
                completion.latency().compareTo(SLOW) > 0
                        ? Finding.warning("latency", seconds, "raise teacher.request_timeout for longer answers")
                        : Finding.ok("latency", seconds));
    }

    private void settings() {
        List<String> sent = probe.settingsSent();
        findings.add(Finding.ok("settings", sent.isEmpty() ? "none are sent" : "accepted: " + String.join(", ", sent)));
        List<String> left = probe.settingsNotSent();
        if (!left.isEmpty()) {
            findings.add(Finding.ok("settings", "not sent, since this model takes none: " + String.join(", ", left)));
        }
    }

    private void text() {
        String text = completion.text();
        if (text.isBlank() && completion.finishReason().equals("length")) {
            findings.add(Finding.warning(
                    "answer",
                    "empty: all " + completion.usage().completionTokens() + " tokens were thought unseen",
                    "raise teacher.max_hidden_tokens"));
            return;
        }
        if (text.isBlank()) {
            findings.add(Finding.warning(
                    "answer",
                    "empty (finish reason " + shown(completion.finishReason()) + ")",
                    "try another model, or a pilot"));
            return;
        }
        boolean honoured = text.toLowerCase(Locale.ROOT).contains(TeacherDoctor.WORD);
        findings.add(
                honoured
                        ? Finding.ok("system message", "followed")
                        : Finding.warning(
                                "system message",
                                "not followed; it answered \"" + shown(text) + "\"",
                                "put what matters into the user's message of the template"));
    }

    private void schema(String refused) {
        if (!refused.isEmpty()) {
            findings.add(Finding.warning("reply schema", refused, WITHOUT_SCHEMA));
        } else if (holdsToSchema(completion.text())) {
            findings.add(Finding.ok(
                    "reply schema", probe.takesSchema() ? "held to" : "followed, though only told in words"));
        } else {
            findings.add(Finding.warning(
                    "reply schema",
                    probe.takesSchema() ? "accepted, but not held to" : "told in words, but not followed",
                    WITHOUT_SCHEMA));
        }
    }

    private static boolean holdsToSchema(String text) {
        try {
            JsonNode reply = Json.mapper().readTree(text);
            return reply.isObject() && reply.size() == 1 && reply.path("word").isString();
        } catch (JacksonException notJson) {
            return false;
        }
    }

    private void tokens(TeacherPrice price) {
        TokenUsage usage = completion.usage();
        if (usage.promptTokens() == 0 && usage.completionTokens() == 0) {
            findings.add(Finding.warning(
                    "tokens", "the server counts none", "costs can only be bounded, not told, with this server"));
            return;
        }
        ModelPrice known = price.price();
        findings.add(Finding.ok(
                "tokens",
                usage.promptTokens() + " read (" + usage.cachedTokens() + " from the cache), "
                        + usage.completionTokens()
                        + " written (" + usage.hiddenTokens() + " unseen); this request cost "
                        + (known == null ? "an unknown amount" : known.of(usage))));
    }

    private void limits(Map<String, String> limits) {
        if (limits.isEmpty()) {
            findings.add(Finding.ok("limits", "the server names none in its headers"));
        }
        limits.forEach((name, value) -> findings.add(Finding.ok("limit", name + ": " + shown(value))));
    }

    /** What others wrote, in one short line. */
    private static String shown(String text) {
        String line = text.replaceAll("[\\s\\p{Cc}]+", " ").strip();
        return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
    }
}
