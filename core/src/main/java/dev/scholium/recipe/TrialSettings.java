package dev.scholium.recipe;

import dev.scholium.file.Json;
import dev.scholium.file.Sha256;
import dev.scholium.teacher.TeacherConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What decides a trial's result, as a hash: the resolved recipe without names, without what only changes how it is
 * carried out, and without sources that its system does not use.
 */
final class TrialSettings {

    private static final int DIGITS = 8;

    private static final List<String> STANDARD_CONTROLS =
            List.of(EvaluationSpec.MAJORITY, EvaluationSpec.TFIDF, EvaluationSpec.TEACHER);

    private final Path folder;
    private final Set<String> swept;
    private final List<String> choosePer;

    /**
     * Settings of one sweep's trials.
     *
     * @param folder the recipe's; paths below it are taken relative to it, so that a moved folder keeps its ids
     * @param swept keys that the sweep varies
     * @param choosePer keys for each of whose values a point is chosen
     */
    TrialSettings(Path folder, Set<String> swept, List<String> choosePer) {
        this.folder = folder;
        this.swept = Set.copyOf(swept);
        this.choosePer = List.copyOf(choosePer);
    }

    /** Hash of all that decides the trial's result, the seed included. */
    String hash(Recipe recipe) {
        return hash(essence(recipe, true));
    }

    /** Hash of all that decides the point's results: the same for every seed. */
    String pointHash(Recipe recipe) {
        ObjectNode tree = essence(recipe, true);
        tree.remove("seeds");
        return hash(tree);
    }

    /** Hash of what a trial can share: all but its system, its student and its seed. */
    String groupHash(Recipe recipe) {
        ObjectNode tree = essence(recipe, false);
        tree.remove(List.of("seeds", "systems", "student", "equal_rows"));
        return hash(tree);
    }

    /**
     * Hash of what a trial has in common with its baseline: student, data, and the keys that points are chosen for, as
     * far as they mean something to a student that learns labels only.
     */
    String likeHash(Recipe recipe) {
        ObjectNode tree = essence(recipe, true);
        ObjectNode like = Json.mapper().createObjectNode();
        like.set("student", tree.path("student"));
        like.set("data", tree.path("data"));
        choosePer.stream().filter(SweepPoint::concernsAllStudents).forEach(key -> like.set(key, value(tree, key)));
        return hash(like);
    }

    /** By dotted keys; a training's and a source's are those of the trial's one system. */
    private static JsonNode value(ObjectNode tree, String key) {
        boolean ofSystem = key.startsWith("training.") || key.equals("source");
        JsonNode at = ofSystem ? tree.path("systems") : tree;
        for (String part : key.split("\\.", -1)) {
            at = at.path(part);
        }
        return at.isMissingNode() ? Json.mapper().nullNode() : at;
    }

    private static String hash(JsonNode tree) {
        return Sha256.of(canonical(tree).toString()).substring(0, DIGITS);
    }

    private ObjectNode essence(Recipe recipe, boolean usedOnly) {
        ObjectNode tree = Json.mapper().valueToTree(recipe);
        tree.remove(List.of("name", "note", "journal", "training", "tracking"));
        ((ObjectNode) tree.path("teacher")).remove(TeacherConfig.OF_THE_WAY);
        ObjectNode evaluation = (ObjectNode) tree.path("evaluation");
        evaluation.remove(List.of("batch_size", "splits"));
        // what stands beside the students decides nothing: the same for all, as the first recipes had it
        evaluation.set("controls", Json.mapper().valueToTree(STANDARD_CONTROLS));
        evaluation.set("slices", Json.mapper().createArrayNode());
        if (recipe.evaluation().references().isEmpty()) {
            evaluation.remove("references"); // trials of before there were any keep their names
        }
        for (var split : tree.path("data").properties()) {
            if (split.getValue() instanceof ObjectNode file && !swept.contains("data." + split.getKey() + ".file")) {
                String name = file.path("file").asString("");
                file.put("file", name.substring(name.lastIndexOf('/') + 1));
            }
        }
        if (usedOnly) {
            keepUsed(recipe, tree);
        }
        relative(tree, folder + "/");
        return tree;
    }

    private void keepUsed(Recipe recipe, ObjectNode tree) {
        SystemSpec system = recipe.systems().values().iterator().next();
        ObjectNode settings = Json.mapper().valueToTree(system);
        ObjectNode training = (ObjectNode) settings.path("training");
        if (system.isLabelsOnly()) {
            training = Json.mapper().valueToTree(system.training().labelsOnly().with(Map.of("rationale_fraction", 1)));
            settings.set("training", training);
            if (swept.contains(SweepPoint.MAX_TARGET_TOKENS)) {
                training.remove("max_target_tokens"); // elsewhere it is in the names of trials that are there
            }
        }
        training.remove(List.of("keep_checkpoints", "seed"));
        tree.set("systems", settings);
        keepOnly(tree.path("rationales"), system.rationales());
        keepOnly(tree.path("augmentations"), system.augmentation());
        RationaleSpec source = recipe.rationales().get(system.rationales());
        AugmentationSpec augmentation = recipe.augmentations().get(system.augmentation());
        boolean taught = (source != null && !source.isRecorded())
                || (augmentation != null && augmentation.rowMethod().asksTeacher());
        if (!taught) {
            tree.remove("teacher");
        }
    }

    private static void keepOnly(JsonNode entries, String name) {
        if (entries instanceof ObjectNode object) {
            List.copyOf(object.propertyNames()).stream()
                    .filter(key -> !key.equals(name))
                    .forEach(object::remove);
        }
    }

    private static void relative(JsonNode node, String prefix) {
        if (node instanceof ObjectNode object) {
            for (var entry : object.properties()) {
                String text = entry.getValue().asString("");
                if (entry.getValue().isString() && text.startsWith(prefix)) {
                    entry.setValue(object.stringNode(text.substring(prefix.length())));
                } else {
                    relative(entry.getValue(), prefix);
                }
            }
        }
    }

    private static JsonNode canonical(JsonNode node) {
        if (node instanceof ObjectNode object) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            object.properties().forEach(entry -> sorted.put(entry.getKey(), canonical(entry.getValue())));
            ObjectNode result = Json.mapper().createObjectNode();
            sorted.forEach(result::set);
            return result;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode result = Json.mapper().createArrayNode();
            array.forEach(element -> result.add(canonical(element)));
            return result;
        }
        return node;
    }
}
