package dev.scholium.recipe;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values of one point of a sweep, by dotted keys: {@code rationales}, {@code augmentation}, {@code source} and
 * {@code seed} are the trial's own, any other is the recipe's.
 *
 * @param values as the recipe gives them
 */
record SweepPoint(Map<String, JsonNode> values) {

    static final String SEED = "seed";

    private static final String RATIONALES = "rationales";
    private static final String NONE = "none";
    private static final String SPLIT_RATIO = "training.split_ratio";
    private static final List<String> OF_SYSTEM = List.of(RATIONALES, "augmentation", "source");
    static final String MAX_TARGET_TOKENS = "training.max_target_tokens"; // of labels all are written

    private static final List<String> OF_RATIONALES = List.of(
            SPLIT_RATIO, "training.boundary", "training.rationale_fraction", "training.layout", MAX_TARGET_TOKENS);
    private static final Map<String, String> SHORT = Map.of(
            "training.learning_rate",
            "lr",
            SPLIT_RATIO,
            "label",
            "training.rationale_fraction",
            "fraction",
            "training.batch_size",
            "batch",
            "student.size",
            "",
            "student.model",
            "",
            "augmentation",
            "",
            "data.train.limit",
            "rows");

    /** All points of a sweep, in its order. */
    static List<SweepPoint> of(SweepSpec spec) {
        List<Map<String, JsonNode>> crossed = new ArrayList<>();
        if (!spec.cross().isEmpty()) {
            crossed.add(Map.of());
        }
        for (Map.Entry<String, List<JsonNode>> axis : spec.cross().entrySet()) {
            List<Map<String, JsonNode>> longer = new ArrayList<>();
            for (Map<String, JsonNode> begun : crossed) {
                for (JsonNode value : axis.getValue()) {
                    Map<String, JsonNode> point = new LinkedHashMap<>(begun);
                    point.put(axis.getKey(), value);
                    longer.add(point);
                }
            }
            crossed = longer;
        }
        crossed.addAll(spec.points());
        return crossed.stream().map(SweepPoint::new).toList();
    }

    /** The point that says how long to train. */
    static SweepPoint ofEpochs(double epochs) {
        return new SweepPoint(
                Map.of("training.epochs", RecipeText.YAML.createObjectNode().numberNode(epochs)));
    }

    /** The values laid over a recipe's tree; a split ratio may be given as the label's share alone. */
    ObjectNode tree() {
        ObjectNode tree = RecipeText.YAML.createObjectNode();
        values.forEach((key, value) -> {
            if (!OF_SYSTEM.contains(key) && !key.equals(SEED)) {
                String[] keys = key.split("\\.", -1);
                ObjectNode at = tree;
                for (int i = 0; i < keys.length - 1; i++) {
                    at = at.get(keys[i]) instanceof ObjectNode below ? below : at.putObject(keys[i]);
                }
                at.set(keys[keys.length - 1], key.equals(SPLIT_RATIO) ? splitRatio(value) : value);
            }
        });
        return tree;
    }

    /** The trial's one system, without the defaults. */
    ObjectNode system(String onlySource) {
        ObjectNode system = RecipeText.YAML.createObjectNode();
        for (String key : OF_SYSTEM) {
            JsonNode value = values.get(key);
            if (value != null) {
                system.put(key, isNone(value) ? "" : value.asString());
            }
        }
        if (!values.containsKey(RATIONALES)) {
            system.put(RATIONALES, onlySource);
        }
        return system;
    }

    boolean namesRationales() {
        return values.containsKey(RATIONALES);
    }

    /** The values that decide: those of the rationales say nothing about a student that learns labels only. */
    SweepPoint without(boolean rationales) {
        if (rationales) {
            return this;
        }
        Map<String, JsonNode> fewer = new LinkedHashMap<>(values);
        fewer.keySet().removeAll(OF_RATIONALES);
        return new SweepPoint(fewer);
    }

    /** A short name of letters, digits, dots and underscores: {@code reasoning_label0.25_lr0.0006}. */
    String name(boolean labelsOnly) {
        List<String> parts = new ArrayList<>();
        if (!values.containsKey(RATIONALES) || isNone(values.get(RATIONALES))) {
            parts.add(labelsOnly ? "labels" : "");
        }
        values.forEach((key, value) -> {
            if (!key.equals(SEED) && !(OF_SYSTEM.contains(key) && isNone(value))) {
                String word =
                        key.equals(RATIONALES) ? "" : SHORT.getOrDefault(key, key.substring(key.lastIndexOf('.') + 1));
                parts.add(word + shown(key, value));
            }
        });
        parts.removeIf(String::isEmpty);
        String name = String.join("_", parts).replaceAll("[^A-Za-z0-9_.]+", "_");
        return name.isEmpty() || !Character.isLetterOrDigit(name.charAt(0)) ? "point" + name : name;
    }

    private static String shown(String key, JsonNode value) {
        if (key.equals(SPLIT_RATIO)) {
            return plain(splitRatio(value).path("label"));
        }
        if (value.isNumber()) {
            return plain(value);
        }
        String text = value.isValueNode() ? value.asString() : value.toString();
        return text.substring(text.lastIndexOf('/') + 1);
    }

    private static String plain(JsonNode number) {
        return number.isNumber()
                ? new BigDecimal(number.asString()).stripTrailingZeros().toPlainString()
                : number.asString();
    }

    private static JsonNode splitRatio(JsonNode value) {
        if (!value.isNumber()) {
            return value;
        }
        BigDecimal label = new BigDecimal(value.asString());
        return RecipeText.YAML
                .createObjectNode()
                .put("label", label.doubleValue())
                .put("rationale", BigDecimal.ONE.subtract(label).doubleValue());
    }

    private static boolean isNone(@Nullable JsonNode value) {
        return value == null || value.isNull() || List.of("", NONE).contains(value.asString(""));
    }

    /** Whether a key can differ between students that learn labels only, in what they learn from or are. */
    static boolean concernsAllStudents(String key) {
        return !List.of(SEED, RATIONALES, "augmentation").contains(key)
                && !OF_RATIONALES.contains(key)
                && !key.startsWith(RATIONALES + ".")
                && !key.startsWith("augmentations.")
                && !key.startsWith("teacher.");
    }

    /** Whether two values are the same, however they are written: {@code 6e-4} and {@code 0.0006}. */
    static boolean equal(@Nullable JsonNode a, @Nullable JsonNode b) {
        if (a == null || b == null) {
            return isNone(a) && isNone(b);
        }
        return (a.isNumber() && b.isNumber())
                ? new BigDecimal(a.asString()).compareTo(new BigDecimal(b.asString())) == 0
                : a.equals(b) || (isNone(a) && isNone(b));
    }
}
