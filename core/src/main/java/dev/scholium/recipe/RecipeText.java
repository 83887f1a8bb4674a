package dev.scholium.recipe;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A recipe's YAML as a tree that remembers on which line each key stands.
 *
 * @param tree the keys and values
 * @param lines line, from 1, of each key by its dotted path
 */
record RecipeText(ObjectNode tree, Map<String, Integer> lines) {

    static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads YAML.
     *
     * @param origin the file's name, for messages
     * @param text its content
     * @return tree and lines
     * @throws ScholiumException if it is not a YAML mapping
     */
    static RecipeText parse(String origin, String text) {
        try {
            JsonNode tree = YAML.readTree(text);
            if (tree instanceof ObjectNode object) {
                return new RecipeText(object, linesOf(text));
            }
            throw new ScholiumException(
                    ExitCode.USAGE,
                    origin + ": a recipe must be a YAML mapping of keys to values, but is "
                            + (tree.isMissingNode() || tree.isNull()
                                    ? "empty"
                                    : tree.getNodeType().name().toLowerCase(java.util.Locale.ROOT)));
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ScholiumException(
                    ExitCode.USAGE,
                    origin + (line > 0 ? ":" + line : "") + ": not valid YAML: " + firstLine(e.getOriginalMessage()),
                    e);
        }
    }

    private static Map<String, Integer> linesOf(String text) {
        Map<String, Integer> lines = new HashMap<>();
        Deque<String> path = new ArrayDeque<>();
        try (JsonParser parser = YAML.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    path.addLast(parser.currentName());
                    lines.putIfAbsent(
                            String.join(".", path),
                            parser.currentTokenLocation().getLineNr());
                } else if (token == JsonToken.START_ARRAY) {
                    parser.skipChildren();
                    path.pollLast();
                } else if (token == JsonToken.END_OBJECT || token.isScalarValue()) {
                    path.pollLast();
                }
            }
        }
        return lines;
    }

    /**
     * Where a key stands.
     *
     * @param path its dotted path
     * @return its line, or the line of the nearest key above it; 0 when unknown
     */
    int line(String path) {
        for (String at = path; !at.isEmpty(); at = at.contains(".") ? at.substring(0, at.lastIndexOf('.')) : "") {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return 0;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
