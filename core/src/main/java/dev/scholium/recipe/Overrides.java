package dev.scholium.recipe;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code --set key=value} pairs of a command line as a tree of their own.
 *
 * @param tree the values at their keys
 * @param paths the dotted keys
 */
record Overrides(ObjectNode tree, Set<String> paths) {

    /**
     * Reads the pairs.
     *
     * @param pairs {@code key=value}, dotted key, value in YAML
     * @return the tree
     * @throws ScholiumException if a pair has no key, no {@code =}, or a value that is not YAML
     */
    static Overrides parse(List<String> pairs) {
        ObjectNode tree = RecipeText.YAML.createObjectNode();
        Set<String> paths = new LinkedHashSet<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new ScholiumException(
                        ExitCode.USAGE, "--set wants key=value, such as training.epochs=2, but was \"" + pair + "\"");
            }
            String path = pair.substring(0, equals).strip();
            paths.add(path);
            String[] keys = path.split("\\.", -1);
            ObjectNode at = tree;
            for (int i = 0; i < keys.length - 1; i++) {
                JsonNode next = at.get(keys[i]);
                at = next instanceof ObjectNode object ? object : at.putObject(keys[i]);
            }
            at.set(keys[keys.length - 1], value(path, pair.substring(equals + 1)));
        }
        return new Overrides(tree, paths);
    }

    private static JsonNode value(String path, String yaml) {
        try {
            JsonNode value = RecipeText.YAML.readTree(yaml);
            return value.isMissingNode() ? RecipeText.YAML.createObjectNode().stringNode("") : value;
        } catch (JacksonException e) {
            throw new ScholiumException(ExitCode.USAGE, "--set " + path + ": not a YAML value: " + yaml, e);
        }
    }

    /**
     * A key that was set here below another.
     *
     * @param path a dotted key
     * @return the first that was given below it, empty if there is none
     */
    String below(String path) {
        return paths.stream()
                .filter(set -> set.startsWith(path + "."))
                .findFirst()
                .orElse("");
    }

    /**
     * Whether a key was set here.
     *
     * @param path a dotted key
     * @return true if this key or one above it was given
     */
    boolean names(String path) {
        return paths.stream().anyMatch(set -> path.equals(set) || path.startsWith(set + "."));
    }
}
