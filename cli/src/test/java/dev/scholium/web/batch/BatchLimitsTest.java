package dev.scholium.web.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchLimitsTest {

    @ParameterizedTest
    @CsvSource({"3, 1, 3", "3, 160, 160", "0, 160, 0"})
    void waitsForTheLongerTimeUnlessNotAtAll(long gatherMs, long orMs, long expectedMs) {
        BatchLimits limits = new BatchLimits(64, 512, Duration.ofMillis(gatherMs));

        assertThat(limits.gatherNanos(Duration.ofMillis(orMs).toNanos()))
                .isEqualTo(Duration.ofMillis(expectedMs).toNanos());
    }
}
