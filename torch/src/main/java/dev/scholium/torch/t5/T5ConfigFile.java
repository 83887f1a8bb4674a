package dev.scholium.torch.t5;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.torch.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A model folder's {@code config.json}, with Hugging Face's names and defaults. */
final class T5ConfigFile {

    private static final int MAX_BYTES = 1 << 20;

    private static final String T5 = "t5";
    private static final String MT5 = "mt5";

    private final Path file;

    /**
     * The file of a folder.
     *
     * @param folder a model folder
     */
    T5ConfigFile(Path folder) {
        this.file = folder.resolve("config.json");
    }

    /**
     * Reads the shape as the file gives it by itself.
     *
     * @return the shape
     * @throws CheckpointException if it is of another architecture, or impossible
     */
    T5Config read() {
        JsonNode json = tree();
        return shape(json, json.path("tie_word_embeddings").asBoolean(true));
    }

    /**
     * Reads the shape of a model whose weights have, or lack, a head of their own: that decides whether it is tied,
     * since {@code transformers} ties whatever a file does not hold.
     *
     * @param headInFile whether there is {@code lm_head.weight}
     * @return the shape
     * @throws CheckpointException if it is of another architecture, or impossible
     */
    T5Config read(boolean headInFile) {
        return shape(tree(), !headInFile);
    }

    private T5Config shape(JsonNode json, boolean tied) {
        String type = json.path("model_type").asString("");
        boolean multilingual = type.equals(MT5);
        if (!type.equals(T5) && !multilingual) {
            throw new CheckpointException(
                    file,
                    "model_type must be t5 (T5, FLAN, T5-efficient, byT5) or mt5, but is \"" + type
                            + "\": a student of another architecture cannot be trained");
        }
        try {
            int layers = whole(json, "num_layers", multilingual ? 8 : 6);
            // transformers scales no mT5, tied or not
            boolean scaled =
                    !multilingual && (tied || json.path("tie_word_embeddings").asBoolean(true));
            return new T5Config(
                    whole(json, "vocab_size", multilingual ? 250112 : 32128),
                    whole(json, "d_model", 512),
                    whole(json, "d_kv", 64),
                    whole(json, "d_ff", multilingual ? 1024 : 2048),
                    layers,
                    whole(json, "num_decoder_layers", layers),
                    whole(json, "num_heads", multilingual ? 6 : 8),
                    whole(json, "relative_attention_num_buckets", 32),
                    whole(json, "relative_attention_max_distance", 128),
                    feedForward(json, multilingual ? FeedForwardKind.GATED_GELU : FeedForwardKind.RELU),
                    number(json, "layer_norm_epsilon", 1e-6),
                    number(json, "dropout_rate", 0.1),
                    number(json, "initializer_factor", 1.0),
                    tied,
                    json.path("scale_decoder_outputs").asBoolean(scaled),
                    whole(json, "pad_token_id", 0),
                    whole(json, "eos_token_id", 1),
                    whole(json, "decoder_start_token_id", 0));
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(
                    file, Optional.ofNullable(e.getMessage()).orElse("is impossible"));
        }
    }

    private static FeedForwardKind feedForward(JsonNode json, FeedForwardKind byDefault) {
        String name = json.path("feed_forward_proj").asString(byDefault.configName());
        for (FeedForwardKind kind : FeedForwardKind.values()) {
            if (kind.configName().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("feed_forward_proj must be relu or gated-gelu, but is \"" + name + "\"");
    }

    private static int whole(JsonNode json, String name, int byDefault) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return byDefault;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException(name + " must be a whole number, but is " + value);
        }
        return value.intValue();
    }

    private static double number(JsonNode json, String name, double byDefault) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return byDefault;
        }
        if (!value.isNumber()) {
            throw new IllegalArgumentException(name + " must be a number, but is " + value);
        }
        return value.doubleValue();
    }

    private JsonNode tree() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new CheckpointException(file, "must be a model's shape, but has " + Files.size(file) + " bytes");
            }
            JsonNode json = Json.mapper().readTree(Files.readAllBytes(file));
            if (json == null || !json.isObject()) {
                throw new CheckpointException(file, "must be a JSON object");
            }
            return json;
        } catch (JacksonException e) {
            throw new CheckpointException(
                    file,
                    "must be JSON, but "
                            + e.getOriginalMessage().lines().findFirst().orElse("is not"));
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    /**
     * The file's content for a shape.
     *
     * @param config a shape
     * @return indented JSON
     */
    static String json(T5Config config) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("architectures", List.of("T5ForConditionalGeneration"));
        json.put("classifier_dropout", 0.0);
        json.put("d_ff", config.dFf());
        json.put("d_kv", config.dKv());
        json.put("d_model", config.dModel());
        json.put("decoder_start_token_id", config.decoderStartTokenId());
        json.put("dense_act_fn", config.feedForward().activation());
        json.put("dropout_rate", config.dropoutRate());
        json.put("dtype", "float32");
        json.put("eos_token_id", config.eosTokenId());
        json.put("feed_forward_proj", config.feedForward().configName());
        json.put("initializer_factor", config.initializerFactor());
        json.put("is_encoder_decoder", true);
        json.put("is_gated_act", config.feedForward().isGated());
        json.put("layer_norm_epsilon", config.layerNormEpsilon());
        json.put("model_type", "t5");
        json.put("num_decoder_layers", config.numDecoderLayers());
        json.put("num_heads", config.numHeads());
        json.put("num_layers", config.numLayers());
        json.put("pad_token_id", config.padTokenId());
        json.put("relative_attention_max_distance", config.relativeAttentionMaxDistance());
        json.put("relative_attention_num_buckets", config.relativeAttentionNumBuckets());
        json.put("scale_decoder_outputs", config.scaleDecoderOutputs());
        json.put("tie_word_embeddings", config.tieWordEmbeddings());
        json.put("torch_dtype", "float32"); // what transformers before version 5 calls dtype
        json.put("use_cache", true);
        json.put("vocab_size", config.vocabSize());
        return Json.page(json);
    }

    /**
     * The content of {@code generation_config.json} for a shape.
     *
     * @param config a shape
     * @return indented JSON
     */
    static String generationJson(T5Config config) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("decoder_start_token_id", config.decoderStartTokenId());
        json.put("eos_token_id", config.eosTokenId());
        json.put("pad_token_id", config.padTokenId());
        return Json.page(json);
    }
}
