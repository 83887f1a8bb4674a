package dev.scholium.torch.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.scholium.torch.tensor.TensorScope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a file says, reading it ends in tensors that fit the file, or in one {@code CheckpointException}.
 *
 * <p>The suite tries the kept inputs. {@code JAZZER_FUZZ=1 mvn -Pslow -pl torch -am test
 * -Dsurefire.failIfNoSpecifiedTests=false -Dtest='SafetensorsFuzzTest#anyFile'} (or {@code anyHeader}) looks for new
 * ones by coverage for ten minutes, and lays those that fail beside the kept ones.
 */
class SafetensorsFuzzTest {

    private static final Path INPUTS =
            Path.of("src/test/resources/dev/scholium/torch/checkpoint/SafetensorsFuzzTestInputs");

    @TempDir
    static Path folder;

    @ParameterizedTest
    @MethodSource("files")
    void keptFile(Path input) throws IOException {
        anyFile(Files.readAllBytes(input));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void keptHeader(Path input) throws IOException {
        anyHeader(Files.readAllBytes(input));
    }

    static List<Path> files() throws IOException {
        return inputs("anyFile");
    }

    static List<Path> headers() throws IOException {
        return inputs("anyHeader");
    }

    private static List<Path> inputs(String name) throws IOException {
        try (Stream<Path> inputs = Files.list(INPUTS.resolve(name))) {
            return inputs.sorted().toList();
        }
    }

    @Tag("slow")
    @DictionaryEntries({
        "\"dtype\"",
        "\"shape\"",
        "\"data_offsets\"",
        "\"__metadata__\"",
        "\"F32\"",
        "\"I64\"",
        "\"BF16\""
    })
    @FuzzTest(maxDuration = "10m")
    void anyFile(byte[] bytes) throws IOException {
        Path path = Files.write(folder.resolve("any.safetensors"), bytes);
        try (SafetensorsFile file = SafetensorsFile.open(path);
                TensorScope scope = TensorScope.open()) {
            for (String name : file.names()) {
                Tensor tensor = file.read(name);
                assertThat(tensor.nbytes()).as(name).isLessThanOrEqualTo(2L * bytes.length); // 16 bits become 32
            }
        } catch (CheckpointException refused) {
            isOneLineOf(path, refused);
        }
    }

    /** The last eight bytes are how much data follows the header: more than a file could hold, too. */
    @Tag("slow")
    @DictionaryEntries({
        "\"dtype\"",
        "\"shape\"",
        "\"data_offsets\"",
        "\"__metadata__\"",
        "\"F32\"",
        "\"I64\"",
        "\"BF16\""
    })
    @FuzzTest(maxDuration = "10m")
    void anyHeader(byte[] bytes) {
        Path path = Path.of("any.safetensors");
        int length = Math.max(bytes.length - Long.BYTES, 0);
        byte[] padded = Arrays.copyOf(bytes, length + Long.BYTES);
        long dataBytes = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).getLong(length) & Long.MAX_VALUE;
        try {
            Map<String, TensorEntry> entries = SafetensorsHeader.parse(path, Arrays.copyOf(padded, length), dataBytes);
            long next = 0;
            for (TensorEntry entry : entries.values()) {
                assertThat(entry.begin()).as(entry.name()).isEqualTo(next);
                next = entry.end();
            }
            assertThat(next).isEqualTo(dataBytes);
        } catch (CheckpointException refused) {
            isOneLineOf(path, refused);
        }
    }

    private static void isOneLineOf(Path path, CheckpointException refused) {
        assertThat(refused)
                .message()
                .startsWith(path + ": ")
                .hasSizeLessThan(2000)
                .doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]");
    }
}
