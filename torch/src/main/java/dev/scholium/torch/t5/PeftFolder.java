package dev.scholium.torch.t5;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.student.LoraConfig;
import dev.scholium.torch.checkpoint.CheckpointException;
import dev.scholium.torch.checkpoint.SafetensorsFile;
import dev.scholium.torch.tensor.TensorScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A low-rank adapter in a folder of Hugging Face's peft: {@code adapter_config.json} and
 * {@code adapter_model.safetensors}.
 *
 * @see <a href="https://huggingface.co/docs/peft/developer_guides/checkpoint">the format</a>
 */
public final class PeftFolder {

    private static final String CONFIG = "adapter_config.json";
    private static final String WEIGHTS = "adapter_model.safetensors";
    private static final String PREFIX = "base_model.model.";

    /** What makes an adapter more than a product of two matrices. */
    private static final List<String> REFUSED = List.of(
            "use_dora",
            "use_rslora",
            "rank_pattern",
            "alpha_pattern",
            "modules_to_save",
            "fan_in_fan_out",
            "layer_replication",
            "lora_bias",
            "trainable_token_indices");

    /**
     * Words for how an adapter began that leave the base as it was, beside true and false; those of PiSSA, OLoRA,
     * CorDA, LoftQ and LoRA-GA change it, for which the adapter makes up.
     *
     * @see <a href="https://github.com/huggingface/peft/blob/main/src/peft/tuners/lora/layer.py">peft's layer</a>
     */
    private static final List<String> BEGINNINGS = List.of("gaussian", "eva", "orthogonal");

    private PeftFolder() {}

    /**
     * What a folder holds.
     *
     * @param base the model that was adapted, as its name or path was given
     * @param scale how often the change counts
     * @param adapter by name, owned by the caller's scope
     */
    record Content(String base, double scale, Map<String, Tensor> adapter) {}

    /**
     * Writes a folder, the weights first.
     *
     * @param folder made when missing
     * @param base name or path of the model that is adapted
     * @param lora of the adapter
     * @param parameters of a model with the adapter, by name
     */
    static void write(Path folder, String base, LoraConfig lora, Map<String, Tensor> parameters) {
        Map<String, Tensor> adapter = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            if (Adapter.owns(name)) {
                adapter.put(PREFIX + name, parameter);
            }
        });
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(folder, e);
        }
        SafetensorsFile.write(folder.resolve(WEIGHTS), adapter, Map.of("format", "pt"));
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("base_model_name_or_path", base);
        config.put("bias", "none");
        config.put("fan_in_fan_out", false);
        config.put("inference_mode", true);
        config.put("init_lora_weights", true);
        config.put("lora_alpha", lora.alpha());
        config.put("lora_dropout", lora.dropout());
        config.put("peft_type", "LORA");
        config.put("r", lora.rank());
        config.put("target_modules", lora.targets());
        config.put("task_type", "SEQ_2_SEQ_LM");
        AtomicFile.write(folder.resolve(CONFIG), Json.page(config));
    }

    /**
     * Reads a folder.
     *
     * @param folder an adapter's
     * @param specs parameters of the model that it is for
     * @return its content
     * @throws CheckpointException if it is no such adapter, is damaged, or does not fit the model
     */
    static Content read(Path folder, Map<String, T5Parameters.Spec> specs) {
        JsonNode config = config(folder);
        Path file = folder.resolve(WEIGHTS);
        Map<String, Tensor> adapter = new LinkedHashMap<>();
        try (TensorScope scope = TensorScope.open();
                SafetensorsFile stored = SafetensorsFile.open(file)) {
            for (String name : stored.names()) {
                String own = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
                check(
                        file,
                        name,
                        stored.shape(name),
                        wanted(file, name, own, config.path("r").asInt(), specs));
                adapter.put(own, scope.keep(stored.read(name)));
            }
        }
        for (String name : adapter.keySet()) {
            String weight = weight(name);
            if (!adapter.containsKey(Adapter.down(weight)) || !adapter.containsKey(Adapter.up(weight))) {
                throw new CheckpointException(file, PREFIX + name, "must have both matrices, A and B, but has one");
            }
        }
        double scale = config.path("lora_alpha").asDouble() / config.path("r").asInt();
        return new Content(base(folder), scale, adapter);
    }

    /**
     * Which model an adapter is for.
     *
     * @param folder an adapter's
     * @return its name or path, as the folder gives it; empty if it does not
     * @throws CheckpointException if it is no such adapter
     */
    public static String base(Path folder) {
        return config(folder).path("base_model_name_or_path").asString("");
    }

    private static JsonNode config(Path folder) {
        Path file = folder.resolve(CONFIG);
        JsonNode config;
        try {
            config = Json.mapper().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new CheckpointException(file, "must be JSON, but is not");
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
        String type = config.path("peft_type").asString("");
        if (!type.equals("LORA")) {
            throw new CheckpointException(file, "must have peft_type LORA, but has \"" + type + "\"");
        }
        if (config.path("r").asInt(0) < 1 || !(config.path("lora_alpha").asDouble(0) > 0)) {
            throw new CheckpointException(file, "must have r of at least 1 and lora_alpha of more than 0");
        }
        for (String key : REFUSED) {
            JsonNode value = config.path(key);
            if (isSet(value)) {
                throw new CheckpointException(
                        file,
                        "has " + key + ": " + value + ", which is not read here; merge the"
                                + " adapter with peft's merge_and_unload first");
            }
        }
        JsonNode beginning = config.path("init_lora_weights");
        boolean leavesTheBase = beginning.isMissingNode()
                || beginning.isNull()
                || beginning.isBoolean()
                || BEGINNINGS.contains(beginning.asString("").toLowerCase(Locale.ROOT));
        if (!leavesTheBase) {
            throw new CheckpointException(
                    file,
                    "must have init_lora_weights true, false or one of " + BEGINNINGS + ", since others change the"
                            + " model that the adapter is added to, but has " + beginning + "; merge the adapter with"
                            + " peft's merge_and_unload first");
        }
        return config;
    }

    /** Whether a setting is more than absent, null, false or empty. */
    private static boolean isSet(JsonNode value) {
        boolean isFalse = value.isBoolean() && !value.booleanValue();
        boolean isEmpty = value.isContainer() && value.isEmpty();
        return !(value.isMissingNode() || value.isNull() || isFalse || isEmpty);
    }

    private static String weight(String name) {
        return name.substring(0, name.length() - ".lora_A.weight".length()) + ".weight";
    }

    private static long[] wanted(Path file, String name, String own, int rank, Map<String, T5Parameters.Spec> specs) {
        T5Parameters.Spec spec = Adapter.owns(own) ? specs.get(weight(own)) : null;
        if (spec == null || spec.shape().size() != 2) {
            throw new CheckpointException(file, name, "is unknown: the model has no such weight that could be adapted");
        }
        return own.equals(Adapter.down(weight(own)))
                ? new long[] {rank, spec.shape().get(1)}
                : new long[] {spec.shape().get(0), rank};
    }

    private static void check(Path file, String name, long[] found, long[] wanted) {
        if (!Arrays.equals(wanted, found)) {
            throw new CheckpointException(
                    file,
                    name,
                    "must be " + Arrays.toString(wanted) + " by the model and r, but is " + Arrays.toString(found));
        }
    }
}
