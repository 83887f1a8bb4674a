package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.teacher.price.Usd;
import org.junit.jupiter.api.Test;

class LiveFiguresTest {

    @Test
    void projectsByTheRowsThatWerePaidFor() {
        // 100 of 1100 rows came from the journal, 50 cost 0.10 USD: 950 more at 0.002 USD
        assertThat(LiveFigures.text(Usd.of(0.1), 150, 100, 1100, 12.34))
                .isEqualTo("12.3 requests/s, 0.1000 USD so far, about 2.00 USD in all");
    }

    @Test
    void saysNoMoreThanItKnows() {
        assertThat(LiveFigures.text(null, 10, 0, 100, 1)).isEqualTo("1.0 requests/s, cost unknown");
        assertThat(LiveFigures.text(Usd.ZERO, 10, 0, 100, 1)).isEqualTo("1.0 requests/s");
        assertThat(LiveFigures.text(Usd.of(0.5), 10, 0, 0, 1)).isEqualTo("1.0 requests/s, 0.5000 USD so far");
        assertThat(LiveFigures.text(Usd.of(0.5), 10, 10, 100, 1)).isEqualTo("1.0 requests/s, 0.5000 USD so far");
    }
}
