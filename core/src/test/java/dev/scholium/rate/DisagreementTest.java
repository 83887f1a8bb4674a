package dev.scholium.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisagreementTest {

    @TempDir
    private Path folder;

    private int spread(String form, Map<String, Integer> values) {
        Plan plan = new SmallStudy(folder)
                .plan("rows: {count: 4}\nraters: {names: [ann, ben], per_card: 2, repeated: 0}\nform: " + form + "\n");
        return new Disagreement(
                        plan.cards().get(0), plan.study().questions().get(0), values, List.of(), Optional.empty())
                .spread();
    }

    @Test
    void onAScaleItIsPoints() {
        assertThat(spread("scales", Map.of("ann", 2, "ben", 5))).isEqualTo(3);
        assertThat(spread("scales", Map.of("ann", 1, "ben", 2))).isEqualTo(1);
    }

    @Test
    void whoPrefersTheOtherRationaleIsFurtherAwayThanWhoPrefersNone() {
        assertThat(spread("pairs", Map.of("ann", 1, "ben", 2))).isEqualTo(2);
        assertThat(spread("pairs", Map.of("ann", 1, "ben", 3))).isEqualTo(1);
        assertThat(spread("pairs", Map.of("ann", 2, "ben", 3))).isEqualTo(1);
        assertThat(spread("pairs", Map.of("ann", 3, "ben", 3))).isZero();
    }
}
