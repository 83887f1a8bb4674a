package dev.scholium.torch.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelWeightsTest {

    @TempDir
    private Path folder;

    /** Writes tensors of 12, 40, 4 and 8 bytes. */
    private void write(long fileBytes) {
        try (TensorScope scope = TensorScope.open()) {
            Map<String, Tensor> weights = new LinkedHashMap<>();
            for (int size : new int[] {3, 10, 1, 2}) {
                float[] values = new float[size];
                Arrays.fill(values, size);
                weights.put("w" + size, Tensors.ofFloats(Device.CPU, values, size));
            }
            ModelWeights.write(folder, weights, fileBytes);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertWeightsAreThere() {
        try (ModelWeights weights = ModelWeights.open(folder);
                TensorScope scope = TensorScope.open()) {
            assertThat(weights.names()).containsExactlyInAnyOrder("w3", "w10", "w1", "w2");
            assertThat(Tensors.floats(weights.read("w3"))).containsExactly(3, 3, 3);
            assertThat(Tensors.floats(weights.read("w2"))).containsExactly(2, 2);
        }
    }

    @Test
    void whatFitsIsOneFile() throws IOException {
        write(64);

        assertThat(files()).containsExactly("model.safetensors");
        assertWeightsAreThere();
    }

    @Test
    void whatDoesNotFitIsSeveralFilesWithAnIndex() throws IOException {
        write(12);

        assertThat(files())
                .containsExactly(
                        "model-00001-of-00003.safetensors",
                        "model-00002-of-00003.safetensors", // of 40 bytes, which no cut makes smaller
                        "model-00003-of-00003.safetensors",
                        "model.safetensors.index.json");
        JsonNode index = new JsonMapper().readTree(folder.resolve("model.safetensors.index.json"));
        assertThat(index.path("metadata").path("total_size").asInt()).isEqualTo(64);
        assertThat(index.path("weight_map").path("w1").asString()).isEqualTo("model-00003-of-00003.safetensors");
        assertWeightsAreThere();
    }
}
