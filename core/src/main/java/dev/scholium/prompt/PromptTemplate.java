package dev.scholium.prompt;

import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A prompt with places for an example's texts, and for its label where the kind may see it.
 *
 * <p>{@code {premise}} or any other field's name in braces is replaced by that field, {@code {label}} by the label's
 * name and {@code {relation}} by the label's words of {@code labelWords}. A brace that no name of letters, digits or
 * underscores follows stays as it is.
 *
 * @param name what users call it
 * @param version changed with every change of its wording
 * @param kind what sort of rationale it asks for
 * @param seesLabel whether the gold label may be shown to the teacher
 * @param system system message with places; empty for none
 * @param user user message with places
 * @param labelWords what {@code {relation}} stands for, by label; empty if it is not used
 */
public record PromptTemplate(
        String name,
        String version,
        RationaleKind kind,
        boolean seesLabel,
        String system,
        String user,
        Map<String, String> labelWords) {

    private static final String RELATION = "relation";
    private static final String LABEL = "label";

    /**
     * Copies, and checks what can be checked without a task.
     *
     * @throws IllegalArgumentException if the user message is blank, or shows a label that the template says it does
     *     not see
     */
    public PromptTemplate {
        labelWords = Collections.unmodifiableMap(new LinkedHashMap<>(labelWords));
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
            if (!place.equals(RELATION) && !place.equals(LABEL) && !fields.contains(place)) {
                throw new ScholiumException(
                        ExitCode.USAGE,
                        "prompt template " + name + ": names the field {" + place + "}, but the task's fields are "
                                + fields);
            }
        }
        for (String label : labels.names()) {
            if (places.contains(RELATION) && !labelWords.containsKey(label)) {
                throw new ScholiumException(
                        ExitCode.USAGE,
                        "prompt template " + name + ": label_words must have words for the label \"" + label
                                + "\", but has them for " + labelWords.keySet());
            }
        }
    }

    /**
     * The prompt for one example.
     *
     * @param example a row of a task that the template was {@linkplain #check checked} against
     * @return the filled messages
     * @throws IllegalArgumentException if the example lacks a field or the template words for its label
     */
    public Prompt fill(Example example) {
        return new Prompt(fill(system, example), fill(user, example));
    }

    /** {@return SHA-256 of everything that shapes a prompt (the messages and the label words), in hexadecimal} */
    public String hash() {
        StringBuilder content = new StringBuilder(system).append('\0').append(user);
        labelWords.forEach((label, words) ->
                content.append('\0').append(label).append('\0').append(words));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(content.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private String fill(String text, Example example) {
        StringBuilder filled = new StringBuilder(text.length() + 256);
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
            int close = placeEnd(text, open);
            if (close > 0) {
                filled.append(text, from, open).append(value(text.substring(open + 1, close), example));
                from = close + 1;
            }
        }
        return filled.append(text, from, text.length()).toString();
    }

    private String value(String place, Example example) {
        if (place.equals(LABEL)) {
            return example.label();
        }
        if (!place.equals(RELATION)) {
            return example.field(place);
        }
        String words = labelWords.get(example.label());
        if (words == null) {
            throw new IllegalArgumentException(
                    "prompt template " + name + " has no words for the label \"" + example.label() + "\"");
        }
        return words;
    }

    private static Set<String> places(String... texts) {
        Set<String> places = new LinkedHashSet<>();
        for (String text : texts) {
            for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
                int close = placeEnd(text, open);
                if (close > 0) {
                    places.add(text.substring(open + 1, close));
                }
            }
        }
        return places;
    }

    private static int placeEnd(String text, int open) {
        int end = open + 1;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end > open + 1 && end < text.length() && text.charAt(end) == '}' ? end : -1;
    }
}
