package dev.scholium.prompt;

import dev.scholium.file.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON object of texts, by schema where the provider holds its model to one.
 *
 * @param fields what each key is for, in the order in which they are written; {@code rationale} is one of them, and
 *     {@code label} may be
 */
record JsonReply(Map<String, String> fields) implements ReplyForm {

    private static final String RATIONALE = "rationale";
    private static final String LABEL = "label";
    private static final int LONGEST_QUOTE = 80;
    private static final ReplyParser PARSER = new ReplyParser();

    JsonReply {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        if (!fields.containsKey(RATIONALE)) {
            throw new IllegalArgumentException(
                    "reply: a JSON reply needs the field rationale, but its fields are " + fields.keySet());
        }
        for (String name : fields.keySet()) {
            if (!name.matches("[a-z][a-z0-9_]{0,63}")) {
                throw new IllegalArgumentException(
                        "reply: a field must be lower case letters, digits and underscores, but is \"" + name + "\"");
            }
        }
    }

    @Override
    public boolean namesLabel() {
        return fields.containsKey(LABEL);
    }

    @Override
    public String signature() {
        return "json " + Json.line(fields);
    }

    @Override
    public Optional<ReplySchema> schema(String name, LabelWords labels) {
        ObjectNode properties = Json.mapper().createObjectNode();
        fields.forEach((field, description) -> {
            ObjectNode property = properties.putObject(field).put("type", "string");
            if (!description.isBlank()) {
                property.put("description", description);
            }
            if (field.equals(LABEL)) {
                labels.all().forEach(property.putArray("enum")::add);
            }
        });
        ObjectNode schema = Json.mapper().createObjectNode().put("type", "object");
        schema.set("properties", properties);
        fields.keySet().forEach(schema.putArray("required")::add);
        schema.put("additionalProperties", false);
        return Optional.of(new ReplySchema(name, Json.line(schema)));
    }

    @Override
    public String write(String rationale, String label, LabelWords labels) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : fields.keySet()) {
            if (!field.equals(RATIONALE) && !field.equals(LABEL)) {
                throw new IllegalArgumentException(
                        "its reply has the field " + field + ", and demonstrations have a rationale and a label only");
            }
            values.put(field, field.equals(LABEL) ? labels.of(label) : rationale);
        }
        return Json.line(values);
    }

    @Override
    public TeacherReply read(String text, String finishReason, LabelWords labels) {
        String said = ReplyParser.withoutThinking(text);
        LenientJson.Found found = LenientJson.find(said, fields.keySet());
        if (found instanceof LenientJson.Found.Json json) {
            return read(json.object(), labels);
        }
        return withoutJson(said, finishReason, (LenientJson.Found.Nothing) found);
    }

    /** What a text says that holds no JSON of the wanted keys: a refusal, nothing, or something that can be mended. */
    static TeacherReply withoutJson(String said, String finishReason, LenientJson.Found.Nothing nothing) {
        TeacherReply plain = PARSER.parse(said, finishReason);
        if (plain instanceof TeacherReply.Refusal || said.isBlank()) {
            return plain;
        }
        if (finishReason.equals("length")) {
            return new TeacherReply.Unparseable(
                    "cut off before its JSON was complete", "it was cut off before its JSON ended; be briefer");
        }
        return new TeacherReply.Unparseable(WRONG_FORM, nothing.problem());
    }

    private TeacherReply read(ObjectNode object, LabelWords labels) {
        for (String field : fields.keySet()) {
            JsonNode value = object.path(field);
            if (!value.isString() || value.asString().isBlank()) {
                return wrong("its \"" + field + "\" must be a text, but is " + shown(object, field));
            }
        }
        String label = "";
        if (namesLabel()) {
            String word = object.path(LABEL).asString();
            Optional<String> parsed = labels.parse(word);
            if (parsed.isEmpty()) {
                return wrong("its \"label\" must be one of " + labels.all() + ", but is " + quoted(word));
            }
            label = parsed.get();
        }
        // a line end that was escaped twice is still a line end
        String text = object.path(RATIONALE).asString().replaceAll("\\\\[nr]", "\n");
        TeacherReply reply = PARSER.parse(text, "stop");
        return reply instanceof TeacherReply.Answer answer ? new TeacherReply.Answer(answer.rationale(), label) : reply;
    }

    static TeacherReply wrong(String error) {
        return new TeacherReply.Unparseable(WRONG_FORM, error);
    }

    /** A key's value for a message. */
    static String shown(ObjectNode object, String key) {
        JsonNode value = object.path(key);
        return value.isMissingNode() ? "missing" : quoted(value.toString());
    }

    private static String quoted(String value) {
        String line = value.replaceAll("[\\s\\p{Cc}]+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }

    @Override
    public String reminder(LabelWords labels) {
        String rule = namesLabel() ? "; label must be one of " + String.join(", ", labels.all()) : "";
        return "Answer with one JSON object with the keys " + String.join(", ", fields.keySet()) + " and nothing else"
                + rule + ".";
    }
}
