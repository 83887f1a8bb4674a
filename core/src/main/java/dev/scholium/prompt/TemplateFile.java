package dev.scholium.prompt;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.scholium.data.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a template's file; those without {@code required} may be left out. */
record TemplateFile(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String version,
        @JsonProperty(required = true) String kind,
        @JsonProperty(required = true) boolean seesLabel,
        @Nullable String system,
        @JsonProperty(required = true) String user,
        @Nullable Map<String, String> labelWords,
        @Nullable Reply reply,
        @Nullable List<Shown> demonstrations) {

    /** The form of reply of the built-in judge, and of no user's template. */
    private static final String JUDGEMENT = "judgement";

    /** How the teacher must answer. */
    record Reply(
            @JsonProperty(required = true) String form,
            @Nullable String label,
            @Nullable Map<String, String> fields) {

        ReplyForm replyForm() {
            if (form.equals("json")) {
                if (fields == null || label != null) {
                    throw new IllegalArgumentException(
                            "reply: form json needs fields, such as fields: {rationale: \"\", label: \"\"}, and no label");
                }
                return new JsonReply(fields);
            }
            if (form.equals(JUDGEMENT)) {
                return new JudgementReply();
            }
            if (!form.equals("text")) {
                throw new IllegalArgumentException("reply: form must be text or json, but is " + form);
            }
            if (fields != null) {
                throw new IllegalArgumentException("reply: form text has no fields; set form: json");
            }
            return label == null || label.equals("none") ? new FreeText() : new LabelledText(place(label));
        }

        private static LabelledText.Place place(String label) {
            for (LabelledText.Place place : LabelledText.Place.values()) {
                if (label.equals(place.word() + "-line")) {
                    return place;
                }
            }
            throw new IllegalArgumentException(
                    "reply: label must be none, first-line or last-line, but is \"" + label + "\"");
        }
    }

    /** A worked example. */
    record Shown(
            @JsonProperty(required = true) Map<String, String> fields,
            @JsonProperty(required = true) String label,
            @JsonProperty(required = true) String rationale) {}

    PromptTemplate template() {
        List<DemonstrationPool.Worked> worked = new ArrayList<>();
        for (Shown shown : demonstrations == null ? List.<Shown>of() : demonstrations) {
            Example row = new Example(
                    name + " demonstration " + (worked.size() + 1), shown.fields(), shown.label(), Map.of());
            worked.add(new DemonstrationPool.Worked(row, shown.rationale()));
        }
        return new PromptTemplate(
                name,
                version,
                new RationaleKind(kind),
                seesLabel,
                system == null ? "" : system,
                user,
                labelWords == null ? Map.of() : labelWords,
                reply == null ? new FreeText() : reply.replyForm(),
                worked);
    }
}
