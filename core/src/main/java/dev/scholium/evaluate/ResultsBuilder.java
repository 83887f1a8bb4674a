package dev.scholium.evaluate;

import dev.scholium.data.LabelSet;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes {@link Results} of files of predictions. Immutable. */
public final class ResultsBuilder {

    private final LabelSet labels;
    private final Baselines baselines;
    private final Evaluator evaluator;

    /**
     * A builder that scores rationales by sacreBLEU's default settings.
     *
     * @param labels the task's labels
     * @param baseline name of the system that the others are compared with
     */
    public ResultsBuilder(LabelSet labels, String baseline) {
        this(labels, Baselines.of(baseline));
    }

    /**
     * A builder that scores rationales by sacreBLEU's default settings.
     *
     * @param labels the task's labels
     * @param baselines with which system each other one is compared
     */
    public ResultsBuilder(LabelSet labels, Baselines baselines) {
        this(labels, baselines, new Evaluator());
    }

    /**
     * A builder with an evaluator of one's own.
     *
     * @param labels the task's labels
     * @param baselines with which system each other one is compared
     * @param evaluator scores each file
     */
    public ResultsBuilder(LabelSet labels, Baselines baselines, Evaluator evaluator) {
        this.labels = labels;
        this.baselines = baselines;
        this.evaluator = evaluator;
    }

    /**
     * Evaluates every system and compares each with the baseline of its seed and split.
     *
     * <p>A system whose seed the baseline does not have is compared with the baseline's first seed on that split; a
     * control in which nothing is random, with every seed of the baseline.
     *
     * @param systems in the order in which they are to be shown
     * @return the results; without comparisons on a split where there is no baseline
     * @throws ScholiumException if a file is damaged, or if two systems to be compared answered other rows
     */
    public Results build(List<SystemPredictions> systems) {
        List<Evaluated> evaluated = new ArrayList<>();
        for (SystemPredictions system : systems) {
            Evaluation evaluation = evaluator.evaluate(system.file(), labels);
            evaluated.add(new Evaluated(system, evaluation, SystemResult.of(system, evaluation)));
        }
        List<Comparison> comparisons = corrected(compare(evaluated));
        return new Results(
                Results.FORMAT_VERSION,
                baselines.usual(),
                labels.names(),
                evaluated.stream().map(Evaluated::result).toList(),
                comparisons,
                summaries(evaluated, comparisons),
                null,
                List.of());
    }

    private record Evaluated(SystemPredictions system, Evaluation evaluation, SystemResult result) {}

    private List<Comparison> compare(List<Evaluated> systems) {
        List<Comparison> comparisons = new ArrayList<>();
        for (Evaluated system : systems) {
            if (!baselines.contains(system.result().name())) {
                for (Evaluated reference : baselinesFor(system, systems)) {
                    comparisons.add(Comparison.of(
                            system.result(), reference.result(), pair(system, reference), warning(system, reference)));
                }
            }
        }
        return comparisons;
    }

    private List<Evaluated> baselinesFor(Evaluated system, List<Evaluated> systems) {
        if (isSeedless(system)) {
            String baseline = baselines.baselineOf(system.result().name());
            return systems.stream()
                    .filter(other -> other.result().name().equals(baseline)
                            && other.result().split().equals(system.result().split()))
                    .toList();
        }
        Evaluated reference = baselineFor(system, systems);
        return reference == null ? List.of() : List.of(reference);
    }

    private static boolean isSeedless(Evaluated system) {
        return system.result().control() && system.result().seed() == SystemPredictions.NO_SEED;
    }

    private @Nullable Evaluated baselineFor(Evaluated system, List<Evaluated> systems) {
        String baseline = baselines.baselineOf(system.result().name());
        Evaluated first = null;
        for (Evaluated other : systems) {
            SystemResult result = other.result();
            if (result.name().equals(baseline)
                    && result.split().equals(system.result().split())) {
                if (result.seed() == system.result().seed()) {
                    return other;
                }
                first = first == null ? other : first;
            }
        }
        return first;
    }

    private static PairedCounts pair(Evaluated a, Evaluated b) {
        Map<String, Boolean> correctA = a.evaluation().correct();
        Map<String, Boolean> correctB = b.evaluation().correct();
        if (!correctA.keySet().equals(correctB.keySet())) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    a.system().file() + " and " + b.system().file() + " must hold the same rows to be compared, but of "
                            + correctA.size() + " and " + correctB.size() + " rows they share "
                            + correctA.keySet().stream()
                                    .filter(correctB::containsKey)
                                    .count());
        }
        long onlyA = 0;
        long onlyB = 0;
        for (Map.Entry<String, Boolean> row : correctA.entrySet()) {
            boolean rightB = correctB.getOrDefault(row.getKey(), false);
            if (row.getValue() && !rightB) {
                onlyA++;
            } else if (rightB && !row.getValue()) {
                onlyB++;
            }
        }
        return new PairedCounts(correctA.size(), onlyA, onlyB);
    }

    private @Nullable String warning(Evaluated a, Evaluated b) {
        List<String> warnings = new ArrayList<>();
        if (b.result().collapsed()) {
            warnings.add(
                    (baselines.own().isEmpty() ? "the baseline" : b.result().name()) + " has collapsed to \""
                            + b.result().majorityAnswer() + "\": a difference to it says little");
        }
        if (a.result().collapsed() && !a.result().control()) { // a control may answer one label by design
            warnings.add("the system " + a.result().name() + " has collapsed to \""
                    + a.result().majorityAnswer() + "\"");
        }
        if (!isSeedless(a) && a.result().seed() != b.result().seed()) {
            warnings.add(
                    "the baseline was trained with another seed, " + b.result().seed());
        }
        return warnings.isEmpty() ? null : String.join("; ", warnings);
    }

    /** Holm's family is all that is compared on one split, controls apart: each answers a question of its own. */
    private static List<Comparison> corrected(List<Comparison> comparisons) {
        Map<List<Object>, List<Integer>> families = new LinkedHashMap<>();
        for (int i = 0; i < comparisons.size(); i++) {
            Comparison comparison = comparisons.get(i);
            families.computeIfAbsent(List.of(comparison.split(), comparison.control()), family -> new ArrayList<>())
                    .add(i);
        }
        List<Comparison> corrected = new ArrayList<>(comparisons);
        for (List<Integer> family : families.values()) {
            List<Double> adjusted = HolmCorrection.adjust(
                    family.stream().map(i -> comparisons.get(i).pValue()).toList());
            for (int k = 0; k < family.size(); k++) {
                int index = family.get(k);
                corrected.set(index, comparisons.get(index).withCorrected(adjusted.get(k)));
            }
        }
        return corrected;
    }

    private List<SystemSummary> summaries(List<Evaluated> systems, List<Comparison> comparisons) {
        Map<List<String>, List<Evaluated>> grouped = new LinkedHashMap<>();
        for (Evaluated system : systems) {
            SystemResult result = system.result();
            grouped.computeIfAbsent(List.of(result.name(), result.split()), key -> new ArrayList<>())
                    .add(system);
        }
        List<SystemSummary> summaries = grouped.values().stream()
                .map(seeds -> SystemSummary.of(
                        seeds.stream().map(Evaluated::result).toList(), comparisons, overSeeds(seeds, systems)))
                .toList();
        return correctedOverall(summaries);
    }

    /** The test over seeds and rows together, where the baseline has every seed of a system. */
    private @Nullable SeedsAndRows overSeeds(List<Evaluated> seeds, List<Evaluated> systems) {
        List<int[]> differences = new ArrayList<>();
        for (Evaluated system : seeds) {
            if (baselines.contains(system.result().name())) {
                return null;
            }
            for (Evaluated reference : baselinesFor(system, systems)) {
                if (!isSeedless(system)
                        && reference.result().seed() != system.result().seed()) {
                    return null;
                }
                differences.add(differences(system, reference));
            }
        }
        return differences.size() < 2 ? null : SeedsAndRows.of(differences, SeedsAndRows.RESAMPLES, SeedsAndRows.SEED);
    }

    /** By row, in the order of their uids, so that the seeds' rows stand alike: 1 and -1 where one alone is right. */
    private static int[] differences(Evaluated a, Evaluated b) {
        Map<String, Boolean> correctB = b.evaluation().correct();
        return new TreeMap<>(a.evaluation().correct())
                .entrySet().stream()
                        .mapToInt(
                                row -> (row.getValue() ? 1 : 0) - (correctB.getOrDefault(row.getKey(), false) ? 1 : 0))
                        .toArray();
    }

    private static List<SystemSummary> correctedOverall(List<SystemSummary> summaries) {
        Map<List<Object>, List<SeedsAndRows>> families = new LinkedHashMap<>();
        for (SystemSummary summary : summaries) {
            SeedsAndRows overall = summary.overall();
            if (overall != null) {
                families.computeIfAbsent(family(summary), key -> new ArrayList<>())
                        .add(overall);
            }
        }
        Map<List<Object>, Iterator<Double>> adjusted = new LinkedHashMap<>();
        families.forEach((key, family) -> adjusted.put(
                key,
                HolmCorrection.adjust(family.stream().map(SeedsAndRows::pValue).toList())
                        .iterator()));
        List<SystemSummary> corrected = new ArrayList<>();
        for (SystemSummary summary : summaries) {
            SeedsAndRows overall = summary.overall();
            corrected.add(
                    overall == null
                            ? summary
                            : summary.withOverall(overall.withCorrected(
                                    Objects.requireNonNull(adjusted.get(family(summary)), "each has its family")
                                            .next())));
        }
        return corrected;
    }

    private static List<Object> family(SystemSummary summary) {
        return List.of(summary.split(), summary.control());
    }
}
