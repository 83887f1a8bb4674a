package dev.scholium.torch.t5;

import dev.scholium.student.ModelPart;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The parameters of a T5 model: Hugging Face's names in its order, their shapes, and how fresh ones are drawn. */
final class T5Parameters {

    /** The embedding's name. */
    static final String SHARED = "shared.weight";

    /** Name of a head that is not the embedding. */
    static final String HEAD = "lm_head.weight";

    /**
     * Names that published files hold besides: copies of the embedding, and a table that no version of the model reads.
     */
    static final Set<String> IGNORED = Set.of(
            "encoder.embed_tokens.weight",
            "decoder.embed_tokens.weight",
            "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight");

    private final T5Config config;
    private final Map<String, Spec> specs = new LinkedHashMap<>();

    private T5Parameters(T5Config config) {
        this.config = config;
    }

    /**
     * One parameter.
     *
     * @param shape sizes of its dimensions
     * @param standardDeviation of a fresh one's normal distribution around 0; 0 for a norm, which begins as a constant
     * @see <a href="https://github.com/huggingface/transformers">transformers, T5PreTrainedModel._init_weights</a>
     */
    record Spec(List<Long> shape, double standardDeviation) {

        /** {@return the shape as libtorch takes it} */
        long[] sizes() {
            return shape.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /**
     * All parameters of a model.
     *
     * @param config its shape
     * @return by name, in Hugging Face's order
     */
    static Map<String, Spec> of(T5Config config) {
        return new T5Parameters(config).all();
    }

    /**
     * Draws the parameters of a model that knows nothing.
     *
     * @param config its shape
     * @param seed of the numbers
     * @param device where they shall lie; they are drawn on the processor
     * @return by name, in Hugging Face's order; owned by the caller
     */
    static Map<String, Tensor> draw(T5Config config, long seed, Device device) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        try (TensorScope scope = TensorScope.open()) {
            Generator generator = torch.make_generator_cpu(seed);
            of(config).forEach((name, spec) -> {
                Tensor weight = Tensors.filled(Device.CPU, config.initializerFactor(), spec.sizes());
                if (spec.standardDeviation() > 0) {
                    weight.normal_(0, spec.standardDeviation(), new GeneratorOptional(generator));
                }
                parameters.put(name, TensorScope.own(device.bring(weight)));
            });
        }
        return parameters;
    }

    /** {@return which part of a model a parameter belongs to} */
    static ModelPart partOf(String name) {
        if (name.equals(SHARED)) {
            return ModelPart.EMBEDDING;
        }
        return name.equals(HEAD) ? ModelPart.HEAD : name.startsWith("encoder.") ? ModelPart.ENCODER : ModelPart.DECODER;
    }

    private Map<String, Spec> all() {
        put(SHARED, 1.0, config.vocabSize(), config.dModel());
        stack("encoder", config.numLayers(), false);
        stack("decoder", config.numDecoderLayers(), true);
        if (!config.tieWordEmbeddings()) {
            put(HEAD, 1.0, config.vocabSize(), config.dModel());
        }
        return specs;
    }

    private void stack(String stack, int layers, boolean decoder) {
        for (int i = 0; i < layers; i++) {
            String block = stack + ".block." + i + ".layer.";
            attention(block + "0.SelfAttention.", i == 0);
            norm(block + "0.layer_norm.weight");
            if (decoder) {
                attention(block + "1.EncDecAttention.", false);
                norm(block + "1.layer_norm.weight");
            }
            String last = block + (decoder ? 2 : 1);
            feedForward(last + ".DenseReluDense.");
            norm(last + ".layer_norm.weight");
        }
        norm(stack + ".final_layer_norm.weight");
    }

    private void attention(String prefix, boolean hasPositionBias) {
        int inner = config.innerSize();
        int model = config.dModel();
        put(prefix + "q.weight", Math.pow((double) model * config.dKv(), -0.5), inner, model);
        put(prefix + "k.weight", Math.pow(model, -0.5), inner, model);
        put(prefix + "v.weight", Math.pow(model, -0.5), inner, model);
        put(prefix + "o.weight", Math.pow(inner, -0.5), model, inner);
        if (hasPositionBias) {
            put(
                    prefix + "relative_attention_bias.weight",
                    Math.pow(model, -0.5),
                    config.relativeAttentionNumBuckets(),
                    config.numHeads());
        }
    }

    private void feedForward(String prefix) {
        double in = Math.pow(config.dModel(), -0.5);
        if (config.feedForward().isGated()) {
            put(prefix + "wi_0.weight", in, config.dFf(), config.dModel());
            put(prefix + "wi_1.weight", in, config.dFf(), config.dModel());
        } else {
            put(prefix + "wi.weight", in, config.dFf(), config.dModel());
        }
        put(prefix + "wo.weight", Math.pow(config.dFf(), -0.5), config.dModel(), config.dFf());
    }

    private void norm(String name) {
        specs.put(name, new Spec(List.of((long) config.dModel()), 0));
    }

    private void put(String name, double standardDeviation, long rows, long columns) {
        specs.put(name, new Spec(List.of(rows, columns), standardDeviation * config.initializerFactor()));
    }
}
