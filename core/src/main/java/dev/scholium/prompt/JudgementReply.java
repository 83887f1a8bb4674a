package dev.scholium.prompt;

import dev.scholium.file.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A judge's reply: one JSON object with two scores from 1 to 5 and the label that a rationale argues for, or none. */
record JudgementReply() implements ReplyForm {

    private static final String FAITHFULNESS = "faithfulness";
    private static final String USEFULNESS = "usefulness";
    private static final String LABEL = "label";
    private static final List<String> KEYS = List.of(FAITHFULNESS, USEFULNESS, LABEL);
    private static final List<String> SCORES = List.of("1", "2", "3", "4", "5");
    private static final String NO_LABEL = "none";

    @Override
    public boolean namesLabel() {
        return true;
    }

    @Override
    public String signature() {
        return "judgement " + KEYS + " " + SCORES + " " + NO_LABEL;
    }

    /** Scores are texts in it: every provider that holds answers to a schema takes lists of texts. */
    @Override
    public Optional<ReplySchema> schema(String name, LabelWords labels) {
        ObjectNode properties = Json.mapper().createObjectNode();
        for (String key : KEYS) {
            ObjectNode property = properties.putObject(key).put("type", "string");
            (key.equals(LABEL) ? labelsOrNone(labels) : SCORES).forEach(property.putArray("enum")::add);
        }
        ObjectNode schema = Json.mapper().createObjectNode().put("type", "object");
        schema.set("properties", properties);
        KEYS.forEach(schema.putArray("required")::add);
        schema.put("additionalProperties", false);
        return Optional.of(new ReplySchema(name, Json.line(schema)));
    }

    private static List<String> labelsOrNone(LabelWords labels) {
        List<String> words = new ArrayList<>(labels.all());
        if (labels.parse(NO_LABEL).isEmpty()) {
            words.add(NO_LABEL);
        }
        return words;
    }

    @Override
    public String write(String rationale, String label, LabelWords labels) {
        throw new IllegalArgumentException("its reply is a judgement, and demonstrations have a rationale and a label");
    }

    @Override
    public TeacherReply read(String text, String finishReason, LabelWords labels) {
        String said = ReplyParser.withoutThinking(text);
        LenientJson.Found found = LenientJson.find(said, new LinkedHashSet<>(KEYS));
        return found instanceof LenientJson.Found.Json json
                ? read(json.object(), labels)
                : JsonReply.withoutJson(said, finishReason, (LenientJson.Found.Nothing) found);
    }

    private static TeacherReply read(ObjectNode object, LabelWords labels) {
        OptionalInt faithfulness = score(object.path(FAITHFULNESS));
        if (faithfulness.isEmpty()) {
            return wrongScore(FAITHFULNESS, object);
        }
        OptionalInt usefulness = score(object.path(USEFULNESS));
        if (usefulness.isEmpty()) {
            return wrongScore(USEFULNESS, object);
        }
        String word = object.path(LABEL).asString("");
        Optional<String> label = labels.parse(word);
        if (label.isEmpty() && !word.strip().toLowerCase(Locale.ROOT).equals(NO_LABEL)) {
            return JsonReply.wrong("its \"label\" must be one of " + labelsOrNone(labels) + ", but is "
                    + JsonReply.shown(object, LABEL));
        }
        return new TeacherReply.Judgement(faithfulness.getAsInt(), usefulness.getAsInt(), label.orElse(""));
    }

    /** A score as a number or a text; empty if it is none. */
    private static OptionalInt score(JsonNode value) {
        int score = SCORES.indexOf(value.asString("").strip()) + 1;
        return score == 0 ? OptionalInt.empty() : OptionalInt.of(score);
    }

    private static TeacherReply wrongScore(String key, ObjectNode object) {
        return JsonReply.wrong(
                "its \"" + key + "\" must be a whole number from 1 to 5, but is " + JsonReply.shown(object, key));
    }

    @Override
    public String reminder(LabelWords labels) {
        return "Answer with one JSON object with the keys " + String.join(", ", KEYS) + " and nothing else; "
                + FAITHFULNESS + " and " + USEFULNESS + " must be a whole number from 1 to 5, label must be one of "
                + String.join(", ", labelsOrNone(labels)) + ".";
    }
}
