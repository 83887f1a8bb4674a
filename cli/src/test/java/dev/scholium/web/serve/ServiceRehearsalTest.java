package dev.scholium.web.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.student.StudentTask;
import org.junit.jupiter.api.Test;

class ServiceRehearsalTest {

    @Test
    void answersAndRefuses() {
        assertThat(ServiceRehearsal.of(StudentTask.nli(), new ServeLimits(128, 20_000, 30_000)))
                .containsExactly(200, 429);
    }
}
