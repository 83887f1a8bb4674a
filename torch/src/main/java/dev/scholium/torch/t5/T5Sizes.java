package dev.scholium.torch.t5;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Named shapes of T5 models, for students that begin with nothing. */
public final class T5Sizes {

    private static final Map<String, Map<String, Number>> SIZES = sizes();

    private static final Set<String> FRACTIONS = Set.of("layer_norm_epsilon", "dropout_rate", "initializer_factor");

    private T5Sizes() {}

    private static Map<String, Map<String, Number>> sizes() {
        Map<String, Map<String, Number>> sizes = new LinkedHashMap<>();
        // ours: for quick starts and small machines
        sizes.put("tiny", size(128, 32, 256, 2, 4));
        sizes.put("mini", size(256, 64, 512, 3, 4));
        // Raffel et al. 2020, section 3.7, and the published configurations of T5 1.1
        sizes.put("t5-small", size(512, 64, 2048, 6, 8));
        sizes.put("t5-base", size(768, 64, 3072, 12, 12));
        sizes.put("t5-large", size(1024, 64, 4096, 24, 16));
        sizes.put("v1_1-small", size(512, 64, 1024, 8, 6));
        sizes.put("v1_1-base", size(768, 64, 2048, 12, 12));
        sizes.put("v1_1-large", size(1024, 64, 2816, 24, 16));
        return sizes;
    }

    private static Map<String, Number> size(int dModel, int dKv, int dFf, int layers, int heads) {
        Map<String, Number> size = new LinkedHashMap<>();
        size.put("d_model", dModel);
        size.put("d_kv", dKv);
        size.put("d_ff", dFf);
        size.put("num_layers", layers);
        size.put("num_heads", heads);
        return size;
    }

    /** {@return the names, from the smallest of each version} */
    public static List<String> names() {
        return List.copyOf(SIZES.keySet());
    }

    /**
     * A named shape.
     *
     * @param name one of {@link #names}; those with {@code v1_1} have gated gelu and a head of their own
     * @param vocabSize rows of the embedding
     * @param overrides other values by their names in {@code config.json}; without {@code num_decoder_layers} there are
     *     as many decoder as encoder layers
     * @return the shape
     * @throws IllegalArgumentException if there is no such size or value, or a value is out of range
     */
    public static T5Config of(String name, int vocabSize, Map<String, ? extends Number> overrides) {
        Map<String, Number> size = SIZES.get(name);
        if (size == null) {
            throw new IllegalArgumentException("the size must be one of " + names() + ", but is \"" + name + "\"");
        }
        Map<String, Number> values = new LinkedHashMap<>(size);
        values.put("relative_attention_num_buckets", 32);
        values.put("relative_attention_max_distance", 128);
        values.put("layer_norm_epsilon", 1e-6);
        values.put("dropout_rate", 0.1);
        values.put("initializer_factor", 1.0);
        values.put(
                "num_decoder_layers",
                overrides.containsKey("num_layers") ? overrides.get("num_layers") : size.get("num_layers"));
        overrides.forEach((key, value) -> {
            if (!values.containsKey(key)) {
                throw new IllegalArgumentException(
                        "a size has the values " + List.copyOf(values.keySet()) + ", but not \"" + key + "\"");
            }
            if (!FRACTIONS.contains(key) && value.doubleValue() != Math.rint(value.doubleValue())) {
                throw new IllegalArgumentException(key + " must be a whole number, but is " + value);
            }
            values.put(key, value);
        });
        return config(name.startsWith("v1_1"), vocabSize, values);
    }

    private static T5Config config(boolean later, int vocabSize, Map<String, Number> values) {
        return new T5Config(
                vocabSize,
                whole(values, "d_model"),
                whole(values, "d_kv"),
                whole(values, "d_ff"),
                whole(values, "num_layers"),
                whole(values, "num_decoder_layers"),
                whole(values, "num_heads"),
                whole(values, "relative_attention_num_buckets"),
                whole(values, "relative_attention_max_distance"),
                later ? FeedForwardKind.GATED_GELU : FeedForwardKind.RELU,
                number(values, "layer_norm_epsilon"),
                number(values, "dropout_rate"),
                number(values, "initializer_factor"),
                !later,
                !later,
                0,
                1,
                0);
    }

    private static int whole(Map<String, Number> values, String name) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Math.round(number(values, name))));
    }

    private static double number(Map<String, Number> values, String name) {
        Number number = values.get(name);
        if (number == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return number.doubleValue();
    }
}
