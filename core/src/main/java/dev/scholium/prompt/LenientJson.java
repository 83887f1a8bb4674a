package dev.scholium.prompt;

import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the JSON object in a model's text: in fences, in an array, among other words, with trailing commas, raw line
 * ends or single quotes, or escaped once too often. Nothing is guessed that changes a value.
 */
final class LenientJson {

    private static final int LONGEST_TEXT = 100_000;
    private static final int MOST_CANDIDATES = 8;
    private static final int LONGEST_PROBLEM = 160;
    private static final Pattern ESCAPED_ONCE_TOO_OFTEN = Pattern.compile("\\A\\W*\\{(?:\\s|\\\\[nrt])*\\\\\"");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .build())
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private LenientJson() {}

    /** What was found. */
    sealed interface Found {

        /** The first object that has one of the keys. */
        record Json(ObjectNode object) implements Found {}

        /** None: why, in one line. */
        record Nothing(String problem) implements Found {}
    }

    static Found find(String text, Set<String> keys) {
        if (text.length() > LONGEST_TEXT) {
            return new Found.Nothing("it is longer than " + LONGEST_TEXT + " characters");
        }
        Found found = search(text, keys);
        if (found instanceof Found.Nothing
                && ESCAPED_ONCE_TOO_OFTEN.matcher(text).find()) {
            Found inner = search(unescaped(text), keys);
            return inner instanceof Found.Json ? inner : found;
        }
        return found;
    }

    private static Found search(String text, Set<String> keys) {
        String problem = "it holds no JSON object";
        int candidates = 0;
        for (int open = text.indexOf('{');
                open >= 0 && candidates < MOST_CANDIDATES;
                open = text.indexOf('{', open + 1)) {
            candidates++;
            try {
                JsonNode node = MAPPER.readTree(text.substring(open));
                if (node instanceof ObjectNode object && keys.stream().anyMatch(object::has)) {
                    return new Found.Json(object);
                }
                problem = "its JSON object has none of the keys " + keys;
            } catch (JacksonException e) {
                if (candidates == 1) {
                    problem = "its JSON is broken: " + oneLine(e.getOriginalMessage());
                }
            }
        }
        return new Found.Nothing(problem);
    }

    private static String unescaped(String text) {
        return text.replace("\\\"", "\"")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\r", "\r");
    }

    private static String oneLine(String message) {
        String line = message.replaceAll("\\s*\\(through reference.*|\\s*at \\[Source.*", "")
                .replaceAll("[\\s\\p{Cc}]+", " ")
                .strip();
        return line.length() <= LONGEST_PROBLEM ? line : line.substring(0, LONGEST_PROBLEM) + "...";
    }
}
