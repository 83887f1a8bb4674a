package dev.scholium.student;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.Sha256;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightsVersionTest {

    @Test
    void ofOneFileItIsTheFilesHash() {
        assertThat(WeightsVersion.of(Map.of("model.safetensors", "ab"))).isEqualTo("ab");
    }

    @Test
    void ofSeveralItIsTheHashOfWhatSha256sumPrints() {
        assertThat(WeightsVersion.of(Map.of("b.safetensors", "02", "a.safetensors", "01")))
                .isEqualTo(Sha256.of("01  a.safetensors\n02  b.safetensors\n"));
    }
}
