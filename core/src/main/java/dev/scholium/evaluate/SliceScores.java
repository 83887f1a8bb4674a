package dev.scholium.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Scores systems on slices of one split. Immutable. */
public final class SliceScores {

    private final Baselines baselines;

    /**
     * A scorer.
     *
     * @param baselines with which system each other one is compared
     */
    public SliceScores(Baselines baselines) {
        this.baselines = baselines;
    }

    /**
     * Scores every system on every slice, and corrects over all of them together.
     *
     * @param slices of one split
     * @param systems what the systems said of that split; each seed a file; one that answered other rows is left out
     * @return one element a slice and system, slice by slice
     */
    public List<SliceResult> score(List<Slice> slices, List<SystemPredictions> systems) {
        Set<String> uids =
                slices.stream().flatMap(slice -> slice.uids().stream()).collect(Collectors.toSet());
        Map<String, List<Answers>> bySystem = new LinkedHashMap<>();
        for (SystemPredictions system : systems) {
            Map<String, Boolean> correct = new LinkedHashMap<>();
            PredictionFile.read(system.file(), row -> correct.put(row.uid(), row.isCorrect()));
            if (!correct.keySet().containsAll(uids)) {
                continue; // it answered other rows
            }
            bySystem.computeIfAbsent(system.name(), name -> new ArrayList<>()).add(new Answers(system, correct));
        }
        List<SliceResult> results = new ArrayList<>();
        for (Slice slice : slices) {
            for (List<Answers> seeds : bySystem.values()) {
                SystemPredictions first = seeds.get(0).system();
                double accuracy = seeds.stream()
                        .mapToDouble(answers -> answers.accuracy(slice))
                        .average()
                        .orElse(0);
                boolean compared = !first.control() && !baselines.contains(first.name());
                List<Answers> reference = bySystem.getOrDefault(baselines.baselineOf(first.name()), List.of());
                results.add(SliceResult.of(
                        slice, first, seeds.size(), accuracy, compared ? difference(slice, seeds, reference) : null));
            }
        }
        return corrected(results);
    }

    /** What one trial had right. */
    private record Answers(SystemPredictions system, Map<String, Boolean> correct) {

        boolean isRight(String uid) {
            return correct.getOrDefault(uid, false);
        }

        double accuracy(Slice slice) {
            long right = slice.uids().stream().filter(this::isRight).count();
            return (double) right / slice.uids().size();
        }
    }

    /** Over the seeds that both have; null without one. */
    private static SliceResult.@Nullable Difference difference(
            Slice slice, List<Answers> seeds, List<Answers> reference) {
        List<int[]> differences = new ArrayList<>();
        for (Answers a : seeds) {
            reference.stream()
                    .filter(other -> other.system().seed() == a.system().seed())
                    .findFirst()
                    .ifPresent(b -> differences.add(slice.uids().stream()
                            .mapToInt(uid -> (a.isRight(uid) ? 1 : 0) - (b.isRight(uid) ? 1 : 0))
                            .toArray()));
        }
        if (differences.isEmpty()) {
            return null;
        }
        if (differences.size() == 1) {
            long onlyA = java.util.Arrays.stream(differences.get(0))
                    .filter(row -> row > 0)
                    .count();
            long onlyB = java.util.Arrays.stream(differences.get(0))
                    .filter(row -> row < 0)
                    .count();
            PairedCounts counts = new PairedCounts(slice.uids().size(), onlyA, onlyB);
            McNemarTest test = McNemarTest.of(counts);
            return new SliceResult.Difference(
                    counts.difference(),
                    PairedDifference.interval(counts, ConfidenceInterval.LEVEL),
                    test.name(),
                    test.pValue());
        }
        SeedsAndRows overall = SeedsAndRows.of(differences, SeedsAndRows.RESAMPLES, SeedsAndRows.SEED);
        return new SliceResult.Difference(overall.difference(), overall.ci(), overall.test(), overall.pValue());
    }

    private static List<SliceResult> corrected(List<SliceResult> results) {
        List<Integer> tested = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).pValue() != null) {
                tested.add(i);
            }
        }
        List<Double> adjusted = HolmCorrection.adjust(tested.stream()
                .map(i -> Objects.requireNonNull(results.get(i).pValue(), "only tested ones are here"))
                .toList());
        List<SliceResult> corrected = new ArrayList<>(results);
        for (int i = 0; i < tested.size(); i++) {
            corrected.set(tested.get(i), results.get(tested.get(i)).withCorrected(adjusted.get(i)));
        }
        return corrected;
    }
}
