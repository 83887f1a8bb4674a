package dev.scholium.torch.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class BlasThreadsTest {

    /** As two students that serve: the first one to end must not give threads to the other's products. */
    @Test
    void theLastWhoClosesPutsTheNumberBack() {
        int before = BlasThreads.get();
        BlasThreads.OneEach first = BlasThreads.oneEach();
        BlasThreads.OneEach second = BlasThreads.oneEach();
        assertThat(BlasThreads.get()).isEqualTo(1);

        first.close();
        first.close(); // counts once
        assertThat(BlasThreads.get()).isEqualTo(1);

        second.close();
        assertThat(BlasThreads.get()).isEqualTo(before);
    }
}
