package dev.scholium.recipe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The defaults with a recipe laid over them, before it becomes a {@link Recipe}. */
final class RecipeTree {

    private static final List<String> NAMED_ENTRIES = List.of("rationales", "systems");

    private final ObjectNode tree;

    /**
     * Begins with the defaults.
     *
     * @param defaults a tree of its own
     */
    RecipeTree(ObjectNode defaults) {
        this.tree = defaults;
    }

    /**
     * Lays other keys over these.
     *
     * @param other keys and values; objects are merged, anything else is replaced; {@code task: nli} is the default
     *     task
     * @param folder where its relative paths begin
     */
    void layOver(ObjectNode other, Path folder) {
        ObjectNode copy = other.deepCopy();
        makePathsAbsolute(copy, folder);
        if (copy.path("task").isString() && copy.path("task").asString().equals("nli")) {
            copy.remove("task");
        }
        merge(tree, copy);
    }

    /**
     * Fills in what follows from other keys.
     *
     * @param name the run's name if it has none
     * @return the resolved tree
     */
    ObjectNode resolve(String name) {
        if (tree.path("name").asString("").isEmpty()) {
            tree.put("name", name);
        }
        refuseSeed(tree.path("training"), "training");
        for (String entries : NAMED_ENTRIES) {
            if (!tree.path(entries).isObject()) {
                throw new IllegalArgumentException(
                        entries + " must be names with their settings, such as " + entries + ": {reasoning: {...}}");
            }
        }
        addSystems();
        for (String entries : NAMED_ENTRIES) {
            for (var entry : tree.path(entries).properties()) {
                ObjectNode whole = entries.equals("systems") ? systemDefaults() : rationaleDefaults();
                if (entry.getValue() instanceof ObjectNode given) {
                    refuseSeed(given.path("training"), entries + "." + entry.getKey() + ".training");
                    merge(whole, given);
                    entry.setValue(whole);
                } else if (entry.getValue().isNull()) {
                    entry.setValue(whole);
                }
                seedPlace(whole.path("training"));
            }
        }
        seedPlace(tree.path("training"));
        return tree;
    }

    private static void makePathsAbsolute(ObjectNode tree, Path folder) {
        for (JsonNode file : tree.path("data")) {
            makeAbsolute(file, "file", folder);
        }
        makeAbsolute(tree, "journal", folder);
        makeAbsolute(tree.path("teacher"), "api_key_file", folder);
        makeAbsolute(tree.path("student"), "tokenizer", folder);
        String model = tree.path("student").path("model").asString("");
        if (!model.isEmpty() && Files.exists(folder.resolve(model))) {
            makeAbsolute(tree.path("student"), "model", folder);
        }
        for (JsonNode source : tree.path("rationales")) {
            if (source.path("prompt").asString("").matches(".*\\.ya?ml")) {
                makeAbsolute(source, "prompt", folder);
            }
        }
    }

    private void addSystems() {
        ObjectNode systems = (ObjectNode) tree.path("systems");
        if (systems.isEmpty()) {
            systems.putObject(Recipe.BASELINE);
            tree.path("rationales")
                    .propertyNames()
                    .forEach(source -> systems.putObject(source).put("rationales", source));
        }
    }

    private ObjectNode systemDefaults() {
        ObjectNode defaults = RecipeText.YAML.createObjectNode().put("rationales", "");
        defaults.set("training", tree.path("training").deepCopy());
        return defaults;
    }

    private static ObjectNode rationaleDefaults() {
        ObjectNode defaults = RecipeText.YAML.createObjectNode();
        defaults.put("prompt", "")
                .put("column", "")
                .put("teacher_label_column", "")
                .put("teacher_agreement", "any");
        defaults.putObject("demonstrations").put("count", 0).put("seed", 1).put("column", "");
        defaults.putArray("splits").add("train");
        return defaults;
    }

    /** Every trial has a seed of its own, out of {@code seeds}; a seed here would be ignored, so it is refused. */
    private static void refuseSeed(JsonNode training, String where) {
        if (training.has("seed")) {
            throw new IllegalArgumentException(where + ".seed: use the list seeds instead, such as seeds: [1, 2, 3]");
        }
    }

    private static void seedPlace(JsonNode training) {
        if (training instanceof ObjectNode object) {
            object.put("seed", 0);
        }
    }

    private static void makeAbsolute(JsonNode node, String key, Path folder) {
        String path = node.path(key).asString("");
        if (!path.isEmpty() && node instanceof ObjectNode object) {
            object.put(key, folder.resolve(path).normalize().toString());
        }
    }

    private static void merge(ObjectNode below, ObjectNode above) {
        for (var entry : above.properties()) {
            JsonNode old = below.get(entry.getKey());
            if (old instanceof ObjectNode oldObject && entry.getValue() instanceof ObjectNode newObject) {
                merge(oldObject, newObject);
            } else {
                below.set(entry.getKey(), entry.getValue());
            }
        }
    }
}
