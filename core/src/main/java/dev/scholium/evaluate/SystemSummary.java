package dev.scholium.evaluate;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code summaries} in {@code results.json}: one system on one split, over its seeds.
 *
 * @param name the system
 * @param rationaleKind what it was trained on
 * @param split {@code dev} or {@code test}
 * @param control whether it is a control; see {@link SystemPredictions#control}
 * @param seeds the seeds, in the order of {@code systems}
 * @param accuracy of the generated label
 * @param accuracyScored of the label with the highest score
 * @param macroF1 mean of the labels' F1
 * @param bleu of the rationales; null where a seed has none
 * @param difference of the accuracy to the baseline with the same seed; null for the baseline, or without one
 * @param overall the same difference, tested over seeds and rows together; null with fewer than two shared seeds
 */
public record SystemSummary(
        String name,
        String rationaleKind,
        String split,
        boolean control,
        List<Long> seeds,
        Spread accuracy,
        Spread accuracyScored,
        Spread macroF1,
        @Nullable Spread bleu,
        @Nullable Spread difference,
        @Nullable SeedsAndRows overall) {

    /** Copies. */
    public SystemSummary {
        seeds = List.copyOf(seeds);
    }

    /** The same with another test over seeds and rows. */
    SystemSummary withOverall(@Nullable SeedsAndRows other) {
        return new SystemSummary(
                name, rationaleKind, split, control, seeds, accuracy, accuracyScored, macroF1, bleu, difference, other);
    }

    static SystemSummary of(List<SystemResult> seeds, List<Comparison> comparisons, @Nullable SeedsAndRows overall) {
        SystemResult first = seeds.get(0);
        List<Double> scores =
                seeds.stream().map(SystemResult::bleu).filter(Objects::nonNull).toList();
        List<Double> differences = comparisons.stream()
                .filter(comparison -> comparison.a().equals(first.name())
                        && comparison.split().equals(first.split()))
                .map(Comparison::difference)
                .toList();
        return new SystemSummary(
                first.name(),
                first.rationaleKind(),
                first.split(),
                first.control(),
                seeds.stream().map(SystemResult::seed).toList(),
                Spread.of(seeds.stream().map(SystemResult::accuracy).toList()),
                Spread.of(seeds.stream().map(SystemResult::accuracyScored).toList()),
                Spread.of(seeds.stream().map(SystemResult::macroF1).toList()),
                scores.size() < seeds.size() ? null : Spread.of(scores),
                differences.isEmpty() ? null : Spread.of(differences),
                overall);
    }
}
