package dev.scholium.prompt;

import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Sha256;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A prompt with places for an example's texts, and for its label where the kind may see it.
 *
 * <p>{@code {premise}} or any other field's name in braces is replaced by that field, {@code {label}} by the label's
 * name, {@code {relation}} by the label's words of {@code labelWords}, and {@code {labels}} by the words for all
 * labels. A brace that no name of letters, digits or underscores follows stays as it is.
 *
 * @param name what users call it
 * @param version changed with every change of its wording
 * @param kind what sort of rationale it asks for
 * @param seesLabel whether the gold label may be shown to the teacher
 * @param system system message with places; empty for none
 * @param user user message with places
 * @param labelWords what {@code {relation}} stands for, by label; where the label is not shown, the words by which the
 *     teacher names labels; empty for the labels' names
 * @param reply how the teacher must answer
 * @param demonstrations worked examples that belong to the template; may be empty
 */
public record PromptTemplate(
        String name,
        String version,
        RationaleKind kind,
        boolean seesLabel,
        String system,
        String user,
        Map<String, String> labelWords,
        ReplyForm reply,
        List<DemonstrationPool.Worked> demonstrations) {

    private static final String RELATION = "relation";
    private static final String LABEL = "label";
    private static final String LABELS = "labels";

    /**
     * Copies, and checks what can be checked without a task.
     *
     * @throws IllegalArgumentException if the user message is blank, shows a label that the template says it does not
     *     see, or asks for the label that it shows
     */
    public PromptTemplate {
        labelWords = Collections.unmodifiableMap(new LinkedHashMap<>(labelWords));
        demonstrations = List.copyOf(demonstrations);
        if (user.isBlank()) {
            throw new IllegalArgumentException("prompt template " + name + ": user must not be blank");
        }
        Set<String> places = places(system, user);
        boolean showsLabel = places.contains(RELATION) || places.contains(LABEL);
        if (showsLabel && !seesLabel) {
            throw new IllegalArgumentException("prompt template " + name
                    + ": sees_label is false, but its text holds {relation} or {label}; set sees_label: true");
        }
        if (!showsLabel && seesLabel) {
            throw new IllegalArgumentException("prompt template " + name
                    + ": sees_label is true, but its text holds neither {relation} nor {label}");
        }
        if (seesLabel && reply.namesLabel()) {
            throw new IllegalArgumentException("prompt template " + name
                    + ": its reply names a label, but it shows the gold label, so that the teacher would only repeat"
                    + " it; take the label out of one of the two");
        }
    }

    /**
     * A template without demonstrations, answered in free text.
     *
     * @param name what users call it
     * @param version changed with every change of its wording
     * @param kind what sort of rationale it asks for
     * @param seesLabel whether the gold label may be shown to the teacher
     * @param system system message with places; empty for none
     * @param user user message with places
     * @param labelWords what {@code {relation}} stands for, by label; empty if it is not used
     */
    public PromptTemplate(
            String name,
            String version,
            RationaleKind kind,
            boolean seesLabel,
            String system,
            String user,
            Map<String, String> labelWords) {
        this(name, version, kind, seesLabel, system, user, labelWords, new FreeText(), List.of());
    }

    /**
     * Checks that the template can be filled for every example of a task.
     *
     * @param fields names of the task's fields
     * @param labels the task's labels
     * @throws ScholiumException if the template names a field that the task does not have, or lacks words for a label
     */
    public void check(Collection<String> fields, LabelSet labels) {
        Set<String> places = places(system, user);
        for (String place : places) {
            if (!Set.of(RELATION, LABEL, LABELS).contains(place) && !fields.contains(place)) {
                throw problem("names the field {" + place + "}, but the task's fields are " + fields);
            }
        }
        boolean usesWords = places.contains(RELATION) || (!seesLabel && !labelWords.isEmpty());
        for (String label : labels.names()) {
            if (usesWords && !labelWords.containsKey(label)) {
                throw problem("label_words must have words for the label \"" + label + "\", but has them for "
                        + labelWords.keySet());
            }
        }
        for (DemonstrationPool.Worked worked : demonstrations) {
            if (!List.copyOf(worked.row().fields().keySet()).equals(List.copyOf(fields))) {
                throw problem("a demonstration must have the task's fields " + fields + " in this order, but has "
                        + worked.row().fields().keySet());
            }
            if (labels.indexOf(worked.row().label()) < 0) {
                throw problem("a demonstration's label must be one of " + labels + ", but is \""
                        + worked.row().label() + "\"");
            }
        }
    }

    private ScholiumException problem(String problem) {
        return new ScholiumException(ExitCode.USAGE, "prompt template " + name + ": " + problem);
    }

    /** {@return SHA-256 of everything that shapes a prompt (messages, label words, reply), in hexadecimal} */
    public String hash() {
        StringBuilder content = new StringBuilder(system).append('\0').append(user);
        labelWords.forEach((label, words) ->
                content.append('\0').append(label).append('\0').append(words));
        if (!reply.signature().isEmpty()) { // free text adds nothing: the paper's templates keep their hashes
            content.append("\0reply\0").append(reply.signature());
        }
        for (DemonstrationPool.Worked worked : demonstrations) {
            content.append("\0demonstration\0").append(worked.row().fields()).append('\0');
            content.append(worked.row().label()).append('\0').append(worked.rationale());
        }
        return Sha256.of(content.toString());
    }

    /** The words by which this template and its teacher speak of a task's labels. */
    LabelWords words(LabelSet labels) {
        return new LabelWords(labels, seesLabel ? Map.of() : labelWords);
    }

    /** The system message for one row. */
    String system(Example row, LabelWords labels) {
        return new TemplateText(system).fill(place -> value(place, row, labels));
    }

    /** The user message for one row. */
    String user(Example row, LabelWords labels) {
        return new TemplateText(user).fill(place -> value(place, row, labels));
    }

    private String value(String place, Example row, LabelWords labels) {
        if (place.equals(LABEL)) {
            return row.label();
        }
        if (place.equals(LABELS)) {
            return String.join(", ", labels.all());
        }
        if (!place.equals(RELATION)) {
            return row.field(place);
        }
        String words = labelWords.get(row.label());
        if (words == null) {
            throw new IllegalArgumentException(
                    "prompt template " + name + " has no words for the label \"" + row.label() + "\"");
        }
        return words;
    }

    private static Set<String> places(String... texts) {
        Set<String> places = new LinkedHashSet<>();
        for (String text : texts) {
            places.addAll(new TemplateText(text).places());
        }
        return places;
    }
}
