package dev.scholium.torch.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SafetensorsFileTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/checkpoint");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"f32", "f64", "f16", "bf16"})
    void readsWhatPythonWroteAsFloat32(String type) {
        JsonNode expected =
                new JsonMapper().readTree(GOLDEN.resolve("expected.json")).path(type);
        try (SafetensorsFile file = SafetensorsFile.open(GOLDEN.resolve(type + ".safetensors"));
                TensorScope scope = TensorScope.open()) {
            float[] values = Tensors.floats(file.read("values"));
            for (int i = 0; i < 6; i++) {
                assertThat(values[i]).isEqualTo((float) expected.get(i).doubleValue());
            }
            assertThat(file.shape("values")).containsExactly(2, 3);
            assertThat(Tensors.floats(file.read("one"))).containsExactly(7);
        }
    }

    @Test
    void readsIntegers() {
        try (SafetensorsFile file = SafetensorsFile.open(GOLDEN.resolve("i64.safetensors"));
                TensorScope scope = TensorScope.open()) {
            assertThat(Tensors.longs(file.read("ids"))).containsExactly(1, -2, 1L << 40);
        }
    }

    @Test
    void readsAModelInShards() {
        try (ModelWeights weights = ModelWeights.open(GOLDEN.resolve("sharded"));
                TensorScope scope = TensorScope.open()) {
            assertThat(weights.names()).containsExactlyInAnyOrder("a", "b");
            assertThat(Tensors.floats(weights.read("b"))[2]).isEqualTo(-5f);
        }
    }

    @Test
    void whatItWritesItReadsBitForBit() {
        Path path = folder.resolve("some.safetensors");
        float[] odd = {0f, -0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, 1.1f};
        try (TensorScope scope = TensorScope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("z", Tensors.ofFloats(Device.CPU, odd, 3, 2));
            tensors.put("a", Tensors.ofLongs(Device.CPU, new long[] {Long.MAX_VALUE}, 1));
            tensors.put("empty", Tensors.ofFloats(Device.CPU, new float[0], 0, 5));
            SafetensorsFile.write(path, tensors, Map.of("format", "pt"));
            try (SafetensorsFile file = SafetensorsFile.open(path)) {
                assertThat(file.names()).containsExactly("a", "empty", "z");
                assertThat(Tensors.floats(file.read("z"))).containsExactly(odd);
                assertThat(Tensors.longs(file.read("a"))).containsExactly(Long.MAX_VALUE);
                assertThat(Tensors.shape(file.read("empty"))).containsExactly(0, 5);
            }
        }
    }

    @Test
    void anInterruptedThreadWritesAllOfIt() {
        Path path = folder.resolve("some.safetensors");
        float[] many = new float[700_001]; // more than passes to the disk at once
        many[700_000] = 1.5f;
        try (TensorScope scope = TensorScope.open()) {
            Map<String, Tensor> tensors = Map.of("many", Tensors.ofFloats(Device.CPU, many, many.length));
            Thread.currentThread().interrupt(); // not before libtorch is loaded, which says something: surefire hangs
            SafetensorsFile.write(path, tensors, Map.of());

            assertThat(Thread.interrupted()).isTrue();
            try (SafetensorsFile file = SafetensorsFile.open(path)) {
                assertThat(Tensors.floats(file.read("many"))).isEqualTo(many);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"a"                                                              | its header must be JSON
                    []                                                                | its header must be a JSON object
                    {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | its header must be JSON without duplicate keys
                    {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} {}         | its header must be JSON
                    {"a":{"dtype":"F32","shape":[2]}}                                 | a must have a dtype, a shape and two data_offsets
                    {"a":{"dtype":"F32","shape":[["2"]],"data_offsets":[0,8]}}       | a must have sizes and offsets that are whole numbers from 0, but has [
                    {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"data_offsets":[0,8]}} | its header must be JSON without duplicate keys
                    {"__metadata__":{"a":"b","a":"c"}}                                | its header must be JSON without duplicate keys
                    {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]                 | its header must be JSON
                    {"a":5}                                                           | a must have a dtype, a shape and two data_offsets
                    {"a":{"dtype":"F8","shape":[8],"data_offsets":[0,8]}}             | a must be F32, F16, BF16, F64 or I64, but is F8
                    {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}           | a must have sizes and offsets that are whole numbers from 0, but has -2
                    {"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}          | a must have sizes and offsets that are whole numbers from 0, but has 2.0
                    {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}} | a has the shape [4294967296, 4294967296], which is too large
                    {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}            | a must take 12 bytes (F32 [3]), but has the data_offsets [0, 8]
                    {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}            | a must take 8 bytes (F32 [2]), but has the data_offsets [8, 0]
                    {"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}           | must hold 16 bytes of tensors, but holds 8; was it copied completely?
                    {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}            | must hold 4 bytes of tensors, but holds 8; was it copied completely?
                    {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}            | a must begin at byte 0 of the data
                    {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | b must begin at byte 8 of the data
                    {"a":{"dtype":"F32","shape":[1],"data_offsets":[99999999999999999999,4]}} | a must have sizes and offsets that are whole numbers from 0
                    """)
    void refusesAHeaderThatLies(String header, String problem) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        Path path = write(json.length, json, 8);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> SafetensorsFile.open(path).close())
                .withMessageStartingWith(path + ": " + problem);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 1000, Long.MAX_VALUE, Long.MIN_VALUE, 200_000_000})
    void refusesAHeaderLengthThatLies(long length) throws IOException {
        Path path = write(length, "{}".getBytes(StandardCharsets.UTF_8), 8);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> SafetensorsFile.open(path).close())
                .withMessage(path + ": must be a safetensors file, but says that its header has "
                        + Long.toUnsignedString(length) + " of its 18 bytes");
    }

    @Test
    void readsAHeaderOf16MegabytesAndNoLongerOne() throws IOException {
        byte[] longest = new byte[16 << 20];
        Arrays.fill(longest, (byte) ' ');
        longest[0] = '{';
        longest[1] = '}';
        try (SafetensorsFile file = SafetensorsFile.open(write(longest.length, longest, 0))) {
            assertThat(file.names()).isEmpty();
        }

        byte[] longer = Arrays.copyOf(longest, longest.length + 1);
        Path path = write(longer.length, longer, 0);
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> SafetensorsFile.open(path).close())
                .withMessage(path + ": must have a header of at most 16777216 bytes, but has one of 16777217");
    }

    @Test
    void refusesAFileThatIsTooShort() throws IOException {
        Path path = Files.write(folder.resolve("short.safetensors"), new byte[3]);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> SafetensorsFile.open(path).close())
                .withMessage(path + ": must be a safetensors file, but has only 3 bytes");
    }

    @Test
    void refusesAnIndexThatLeadsElsewhere() throws IOException {
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\": {\"a\": \"../../secret.safetensors\"}}");

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> ModelWeights.open(folder).close())
                .withMessage(
                        index
                                + ": a must be in a safetensors file of the same folder, but is in \"../../secret.safetensors\"");
    }

    private Path write(long headerLength, byte[] header, int dataBytes) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(headerLength).put(header);
        return Files.write(folder.resolve("hostile.safetensors"), bytes.array());
    }
}
