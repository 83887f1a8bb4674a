package dev.scholium.torch.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.failure.ScholiumException;
import dev.scholium.student.LoraConfig;
import dev.scholium.torch.checkpoint.SafetensorsFile;
import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.t5.TokenWeights;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An adapter is what Python's peft makes of it, to 1e-4: float32, and products in another order. */
class LoraParityTest {

    private static final Path PEFT = Path.of("src/test/resources/golden/peft");
    private static final Path BASE = Path.of("src/test/resources/t5/tiny-t5");
    private static final LoraConfig LORA = new LoraConfig(3, 12, 0.1, List.of("q", "v", "wo"));
    private static final float CLOSE = 1e-4f;

    private static TokenBatch batch() {
        try {
            JsonNode rows = new JsonMapper().readTree(Files.readString(PEFT.resolve("rows.json")));
            return TokenBatch.of(
                    ReferenceModel.rows(rows.path("sourceIds")), ReferenceModel.rows(rows.path("targetIds")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] expected(String name) {
        try (TensorScope scope = TensorScope.open();
                SafetensorsFile file = SafetensorsFile.open(PEFT.resolve("expected.safetensors"))) {
            return Tensors.floats(file.read(name));
        }
    }

    private static float[] logits(T5Model model) {
        try (TensorScope scope = TensorScope.open()) {
            return Tensors.floats(model.logits(batch()));
        }
    }

    @Test
    void anAdapterThatPeftTrainedGivesItsLogitsLossAndGradients() {
        try (T5Model model = T5Model.load(BASE).adapted(LORA, 1)) {
            model.readAdapter(PEFT);

            assertThat(logits(model)).containsExactly(expected("logits"), offset(CLOSE));
            double loss = model.forwardBackward(batch(), TokenWeights.mean(batch().targetTokens()), Dropout.none())
                    .mean();
            assertThat(loss).isCloseTo(expected("loss")[0], offset(1e-5));
            assertThat(model.trainable()).hasSize(42);
            model.trainable().forEach((name, parameter) -> {
                try (TensorScope scope = TensorScope.open()) {
                    assertThat(Tensors.floats(parameter.grad()))
                            .as(name)
                            .containsExactly(expected("gradient." + name), offset(CLOSE));
                }
            });
        }
    }

    @Test
    void mergedIntoTheWeightsItGivesTheSameLogits() {
        try (T5Model model = T5Model.load(BASE)) {
            model.merge(PEFT);

            assertThat(logits(model)).containsExactly(expected("logits"), offset(CLOSE));
        }
    }

    @Test
    void aNewAdapterChangesNothing() {
        try (T5Model plain = T5Model.load(BASE);
                T5Model adapted = T5Model.load(BASE).adapted(LORA, 1)) {
            assertThat(logits(adapted)).containsExactly(logits(plain), offset(CLOSE));
        }
    }

    @Test
    void isWrittenWithPeftsNamesAndShapes(@TempDir Path folder) throws IOException {
        try (T5Model model = T5Model.load(BASE).adapted(LORA, 1)) {
            model.readAdapter(PEFT);
            model.saveAdapter(folder, "src/test/resources/t5/tiny-t5");
        }

        try (TensorScope scope = TensorScope.open();
                SafetensorsFile wanted = SafetensorsFile.open(PEFT.resolve("adapter_model.safetensors"));
                SafetensorsFile found = SafetensorsFile.open(folder.resolve("adapter_model.safetensors"))) {
            assertThat(found.names()).containsExactlyElementsOf(wanted.names());
            for (String name : wanted.names()) {
                assertThat(found.shape(name)).as(name).isEqualTo(wanted.shape(name));
                assertThat(Tensors.floats(found.read(name))).as(name).isEqualTo(Tensors.floats(wanted.read(name)));
            }
        }
        JsonNode config = new JsonMapper().readTree(Files.readString(folder.resolve("adapter_config.json")));
        JsonNode peft = new JsonMapper().readTree(Files.readString(PEFT.resolve("adapter_config.json")));
        for (String key : List.of("base_model_name_or_path", "bias", "peft_type", "r", "task_type", "fan_in_fan_out")) {
            assertThat(config.path(key)).as(key).isEqualTo(peft.path(key));
        }
    }

    @Test
    void refusesAnAdapterThatIsMoreThanAProduct(@TempDir Path folder) throws IOException {
        Path config = folder.resolve("adapter_config.json");
        Files.copy(PEFT.resolve("adapter_model.safetensors"), folder.resolve("adapter_model.safetensors"));
        String peft = Files.readString(PEFT.resolve("adapter_config.json"));
        try (T5Model model = T5Model.load(BASE)) {
            Files.writeString(config, peft.replace("\"use_rslora\": false", "\"use_rslora\": true"));
            assertThatExceptionOfType(ScholiumException.class)
                    .isThrownBy(() -> model.merge(folder))
                    .withMessage(config + ": has use_rslora: true, which is not read here; merge the adapter with"
                            + " peft's merge_and_unload first");

            Files.writeString(config, peft.replace("\"r\": 3", "\"r\": 4"));
            assertThatExceptionOfType(ScholiumException.class)
                    .isThrownBy(() -> model.merge(folder))
                    .withMessageContaining("must be [4, 32] by the model and r, but is [3, 32]");
        }
    }

    private static void copyBeginning(String beginning, Path folder) throws IOException {
        Files.copy(PEFT.resolve("adapter_model.safetensors"), folder.resolve("adapter_model.safetensors"));
        String peft = Files.readString(PEFT.resolve("adapter_config.json"));
        String from = "\"init_lora_weights\": true";
        assertThat(peft).contains(from);
        Files.writeString(
                folder.resolve("adapter_config.json"), peft.replace(from, "\"init_lora_weights\": " + beginning));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"pissa\"", "\"pissa_niter_16\"", "\"olora\"", "\"corda\"", "\"loftq\"", "\"lora_ga\"", "7"})
    void refusesAnAdapterThatBeganByChangingTheModel(String beginning, @TempDir Path folder) throws IOException {
        copyBeginning(beginning, folder);
        try (T5Model model = T5Model.load(BASE)) {
            assertThatExceptionOfType(ScholiumException.class)
                    .isThrownBy(() -> model.merge(folder))
                    .withMessage(folder.resolve("adapter_config.json")
                            + ": must have init_lora_weights true, false or one of [gaussian, eva, orthogonal], since"
                            + " others change the model that the adapter is added to, but has " + beginning
                            + "; merge the adapter with peft's merge_and_unload first");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "null", "\"gaussian\"", "\"eva\"", "\"orthogonal\""})
    void mergesAnAdapterThatBeganBesideTheModel(String beginning, @TempDir Path folder) throws IOException {
        copyBeginning(beginning, folder);
        try (T5Model model = T5Model.load(BASE)) {
            model.merge(folder);

            assertThat(logits(model)).containsExactly(expected("logits"), offset(CLOSE));
        }
    }
}
