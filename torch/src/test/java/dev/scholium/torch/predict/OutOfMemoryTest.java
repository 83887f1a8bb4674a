package dev.scholium.torch.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.failure.ScholiumException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutOfMemoryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[enforce fail at alloc_cpu.cpp:124] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to"
                        + " allocate 8589934592000 bytes. Error code 12 (Cannot allocate memory)",
                "std::bad_alloc",
                "CUDA out of memory. Tried to allocate 2.00 GiB"
            })
    void saysWhatToLower(String message) {
        assertThat(OutOfMemory.explained(new RuntimeException(message), "training step 3"))
                .isInstanceOf(ScholiumException.class)
                .hasMessage("training step 3: out of memory; lower batch_size, max_source_tokens or, to predict,"
                        + " max_new_tokens (in a training raise gradient_accumulation_steps to keep the rows of a"
                        + " step)");
    }

    @Test
    void leavesOtherFailuresAsTheyAre() {
        RuntimeException other = new RuntimeException("index out of range");

        assertThat(OutOfMemory.explained(other, "training step 3")).isSameAs(other);
    }
}
