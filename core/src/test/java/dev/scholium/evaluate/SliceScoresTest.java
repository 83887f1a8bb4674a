package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SliceScoresTest {

    @TempDir
    Path folder;

    private SystemPredictions system(String name, long seed, IntPredicate right) {
        Path file = folder.resolve(name + seed + ".jsonl");
        PredictionFile.write(file, sink -> {
            for (int i = 0; i < 200; i++) {
                sink.accept(Rows.row(i, "neutral", right.test(i) ? "neutral" : "entailment"));
            }
        });
        return new SystemPredictions(name, "none", seed, "dev", file, name.startsWith("control."));
    }

    private static Slice slice(String name, int from, int to) {
        Set<String> uids = IntStream.range(from, to)
                .mapToObj(i -> Rows.row(i, "neutral", "neutral").uid())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Slice("part", name, uids);
    }

    @Test
    void scoresEachSliceAgainstTheBaselineAndCorrectsOverAll() {
        List<SliceResult> slices = new SliceScores(Baselines.of("baseline"))
                .score(
                        List.of(slice("first", 0, 160), slice("last", 160, 200)),
                        List.of(
                                system("baseline", 1, i -> i % 2 == 0),
                                system("reasoning", 1, i -> i < 160),
                                system("control.majority", 0, i -> true)));

        assertThat(slices).hasSize(6);
        SliceResult first = slices.get(1);
        assertThat(first.system()).isEqualTo("reasoning");
        assertThat(first.accuracy()).isEqualTo(1);
        assertThat(first.accuracyCi()).isEqualTo(WilsonInterval.of(160, 160, ConfidenceInterval.LEVEL));
        assertThat(first.difference()).isEqualTo(0.5);
        assertThat(first.test()).isEqualTo("mcnemar-chi2");
        assertThat(first.verdict()).isEqualTo("significantly better");
        assertThat(first.small()).isFalse();
        SliceResult last = slices.get(4);
        assertThat(last.small()).isTrue();
        assertThat(last.verdict()).isEqualTo("significantly worse");
        assertThat(Objects.requireNonNull(first.pValueHolm()))
                .isCloseTo(2 * Objects.requireNonNull(first.pValue()), within(1e-30));
        assertThat(slices.get(0).difference()).isNull();
        assertThat(slices.get(2).difference()).isNull();
        assertThat(SliceResult.tests(slices)).isEqualTo(2);
    }

    @Test
    void overSeveralSeedsItTestsSeedsAndRowsTogether() {
        List<SliceResult> slices = new SliceScores(Baselines.of("baseline"))
                .score(
                        List.of(slice("all", 0, 200)),
                        List.of(
                                system("baseline", 1, i -> i % 2 == 0),
                                system("baseline", 2, i -> i % 2 == 1),
                                system("reasoning", 1, i -> i % 4 != 1),
                                system("reasoning", 2, i -> i % 4 != 0)));

        assertThat(slices.get(1).seeds()).isEqualTo(2);
        assertThat(slices.get(1).test()).isEqualTo(SeedsAndRows.BOOTSTRAP);
        assertThat(slices.get(1).difference()).isEqualTo(0.25);
    }
}
