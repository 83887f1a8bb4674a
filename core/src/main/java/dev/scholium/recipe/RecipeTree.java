package dev.scholium.recipe;

import dev.scholium.evaluate.Slicing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The defaults with a recipe laid over them, before it becomes a {@link Recipe}. */
final class RecipeTree {

    private static final List<String> NAMED_ENTRIES = List.of("rationales", "augmentations", "systems");

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
                ObjectNode whole = entryDefaults(entries);
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

    /**
     * Puts one system in place of all, and one seed.
     *
     * @param name the system's
     * @param system its settings
     * @param seed of its one trial
     */
    void onlySystem(String name, ObjectNode system, long seed) {
        tree.putObject("systems").set(name, system);
        tree.putArray("seeds").add(seed);
    }

    private ObjectNode entryDefaults(String entries) {
        return switch (entries) {
            case "systems" -> systemDefaults();
            case "augmentations" -> augmentationDefaults();
            default -> rationaleDefaults();
        };
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
        if (tree.path("evaluation").path("slices") instanceof ArrayNode slices) {
            for (int i = 0; i < slices.size(); i++) {
                String by = slices.get(i).asString("");
                if (!by.isBlank()) {
                    slices.set(i, StringNode.valueOf(new Slicing(by).in(folder).by()));
                }
            }
        }
        for (String entries : List.of("rationales", "augmentations")) {
            for (JsonNode source : tree.path(entries)) {
                for (String key : List.of("prompt", "back_prompt", "verify_prompt")) {
                    if (source.path(key).asString("").matches(".*\\.ya?ml")) {
                        makeAbsolute(source, key, folder);
                    }
                }
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
            tree.path("augmentations")
                    .propertyNames()
                    .forEach(name -> (systems.get(name) instanceof ObjectNode there ? there : systems.putObject(name))
                            .put("augmentation", name));
        }
    }

    private ObjectNode systemDefaults() {
        ObjectNode defaults = RecipeText.YAML
                .createObjectNode()
                .put("rationales", "")
                .put("augmentation", "")
                .put("source", "");
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
        defaults.putObject("checks");
        defaults.putArray("splits").add("train");
        return defaults;
    }

    private static ObjectNode augmentationDefaults() {
        ObjectNode defaults = RecipeText.YAML.createObjectNode();
        defaults.put("method", "")
                .put("field", "hypothesis")
                .put("per_row", 1)
                .put("rows", 0)
                .putNull("cost_usd")
                .put("seed", 1)
                .put("prompt", "")
                .put("back_prompt", "")
                .put("language", "French")
                .putNull("verify")
                .put("verify_prompt", "reasoning-label-free-text")
                .put("alpha", 0.1);
        defaults.putArray("protect")
                .add("labels")
                .add("negations")
                .add("numbers")
                .add("quantifiers");
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
