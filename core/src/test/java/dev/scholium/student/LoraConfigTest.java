package dev.scholium.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoraConfigTest {

    private static final List<String> TARGETS = List.of("q", "v");

    @Test
    void rankZeroIsNoAdapter() {
        assertThat(LoraConfig.none().adapts()).isFalse();
        assertThat(new LoraConfig(8, 16, 0, TARGETS).adapts()).isTrue();
        assertThat(new LoraConfig(8, 16, 0, TARGETS).scale()).isEqualTo(2);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoraConfig(-1, 16, 0, TARGETS))
                .withMessage("lora.rank must be at least 0 (0: no adapter), but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoraConfig(8, 0, 0, TARGETS))
                .withMessage("lora.alpha must be more than 0, but is 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoraConfig(8, 16, 1, TARGETS))
                .withMessage("lora.dropout must be in [0, 1), but is 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoraConfig(8, 16, 0, List.of("q", "head")))
                .withMessage("lora.targets must be some of [q, k, v, o, wi, wi_0, wi_1, wo], but are [q, head]");
    }
}
