package dev.scholium.torch.t5;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Buckets are transformers', for every offset in [-600, 600]; see golden/t5/ORIGIN.md. */
class RelativePositionBucketsParityTest {

    @ParameterizedTest
    @MethodSource("cases")
    void everyOffset(JsonNode wanted) {
        RelativePositionBuckets buckets = new RelativePositionBuckets(
                wanted.path("buckets").intValue(),
                wanted.path("max_distance").intValue(),
                wanted.path("bidirectional").booleanValue());
        for (int offset = -600; offset <= 600; offset++) {
            assertThat(buckets.bucketOf(offset))
                    .as("%s, offset %d", buckets, offset)
                    .isEqualTo(wanted.path("ids").get(offset + 600).intValue());
        }
    }

    static Stream<JsonNode> cases() {
        Path file = Path.of("src/test/resources/golden/t5/relative_position_buckets.json");
        return StreamSupport.stream(new JsonMapper().readTree(file).spliterator(), false);
    }
}
