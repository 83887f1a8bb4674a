package dev.scholium.torch.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.scholium.torch.checkpoint.CheckpointException;
import dev.scholium.torch.checkpoint.SafetensorsFile;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class T5FolderTest {

    @TempDir
    Path folder;

    /** Saves a small model with other weights than its config.json says. */
    private Path saved(Consumer<Map<String, Tensor>> change) {
        try (T5Model model = T5Model.fresh(
                        T5Sizes.of("tiny", 16, Map.of("d_model", 8, "d_ff", 8, "d_kv", 2, "num_layers", 1)), 1);
                TensorScope scope = TensorScope.open()) {
            model.save(folder);
            Map<String, Tensor> weights = new LinkedHashMap<>(model.parameters());
            change.accept(weights);
            SafetensorsFile.write(file(), weights, Map.of("format", "pt"));
        }
        return folder;
    }

    private Path file() {
        return folder.resolve("model.safetensors");
    }

    @Test
    void toleratesCopiesOfTheEmbedding() {
        saved(weights -> weights.put("encoder.embed_tokens.weight", weights.get("shared.weight")));

        try (T5Model model = T5Model.load(folder)) {
            assertThat(model.parameters()).doesNotContainKey("encoder.embed_tokens.weight");
        }
    }

    @Test
    void aHeadInTheFileIsNotTheEmbedding() {
        saved(weights -> weights.put("lm_head.weight", weights.get("shared.weight")));

        try (T5Model model = T5Model.load(folder)) {
            assertThat(model.config().tieWordEmbeddings()).isFalse();
            assertThat(model.config().scaleDecoderOutputs()).isTrue();
            assertThat(model.parameters()).containsKey("lm_head.weight");
        }
    }

    @Test
    void aModelOfEightBitProductsKeepsNoFloatsOfThemAndIsNotSaved() {
        saved(weights -> {});

        try (T5Model model = T5Model.forPrediction(folder, Precision.INT8, Device.CPU)) {
            assertThat(model.parameters())
                    .containsKeys("shared.weight", "encoder.final_layer_norm.weight")
                    .doesNotContainKey("encoder.block.0.layer.0.SelfAttention.q.weight");
            assertThatIllegalStateException()
                    .isThrownBy(() -> model.save(folder))
                    .withMessage("a model that only predicts cannot be saved: it keeps no whole weights");
        }
    }

    @Test
    void refusesAMissingWeight() {
        saved(weights -> weights.remove("encoder.final_layer_norm.weight"));

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> T5Model.load(folder))
                .withMessageEndingWith(": encoder.final_layer_norm.weight is missing");
    }

    @Test
    void refusesAWeightThatNoT5Has() {
        saved(weights -> weights.put("decoder.block.7.extra", Tensors.ofFloats(Device.CPU, new float[1], 1)));

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> T5Model.load(folder))
                .withMessage(file()
                        + ": decoder.block.7.extra is unknown: a T5 of the shape in config.json has no such weight");
    }

    @Test
    void refusesAWeightOfAnotherShape() {
        saved(weights -> weights.put("shared.weight", Tensors.ofFloats(Device.CPU, new float[16 * 4], 16, 4)));

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> T5Model.load(folder))
                .withMessage(file() + ": shared.weight must be [16, 8] by config.json, but is [16, 4]");
    }

    @Test
    void saysWhatIsMissingInAFolderWithoutWeights(@TempDir Path empty) {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> dev.scholium.torch.checkpoint.ModelWeights.open(empty))
                .withMessageStartingWith(
                        empty + ": must hold model.safetensors or model.safetensors.index.json, but holds neither");
    }
}
