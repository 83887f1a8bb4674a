package dev.scholium.report;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.evaluate.SystemSummary;
import dev.scholium.file.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What students cost against how accurate they are: the time of their training, and the rationales of the training
 * rows.
 *
 * @param points one a student
 */
record CostPoints(List<Point> points) {

    private static final String LABELS_ONLY = "none";

    CostPoints {
        points = List.copyOf(points);
    }

    /**
     * One student over its seeds.
     *
     * @param name the system, behind its run where there are several
     * @param split of the accuracy
     * @param seeds how many
     * @param collapsed how many of these have collapsed
     * @param accuracy mean over the seeds, in per cent
     * @param low of the interval over seeds (Student's t); with one seed Wilson's
     * @param high of the same
     * @param seconds mean time of a training; null where the manifest has none
     * @param dollars what the rationales of the training rows cost, 0 for labels only; null where that is not known
     * @param tokens of the teacher for them, read and written; null where none was asked
     */
    record Point(
            String name,
            String split,
            int seeds,
            long collapsed,
            double accuracy,
            double low,
            double high,
            @Nullable Double seconds,
            @Nullable Double dollars,
            @Nullable Long tokens) {}

    /**
     * The students of a run.
     *
     * @param results of the run
     * @param manifest of the run
     * @param prefix what stands before their names
     * @param split which accuracies
     */
    static CostPoints of(Results results, Manifest manifest, String prefix, String split) {
        List<Point> points = new ArrayList<>();
        for (SystemSummary system : results.summaries()) {
            if (system.split().equals(split) && !system.control()) {
                ConfidenceInterval ci = interval(results, system);
                points.add(new Point(
                        prefix + system.name(),
                        split,
                        system.seeds().size(),
                        results.collapsedSeeds(system.name(), split),
                        100 * system.accuracy().mean(),
                        100 * Math.max(0, ci.low()),
                        100 * Math.min(1, ci.high()),
                        seconds(manifest, system.name()),
                        paid(manifest, system.rationaleKind(), Manifest.Rationales::costUsd, 0.0),
                        paid(manifest, system.rationaleKind(), CostPoints::tokens, null)));
            }
        }
        return new CostPoints(points);
    }

    /** A sweep answers test for what was chosen alone, so that its points are shown on dev. */
    static CostPoints of(RunContents run) {
        Results results = run.results();
        return results == null
                ? new CostPoints(List.of())
                : of(results, run.manifest(), "", run.sweep() == null ? Findings.finalSplit(results) : "dev");
    }

    private static ConfidenceInterval interval(Results results, SystemSummary system) {
        ConfidenceInterval overSeeds = system.accuracy().ci();
        return overSeeds != null
                ? overSeeds
                : results.systems().stream()
                        .filter(result -> result.name().equals(system.name())
                                && result.split().equals(system.split()))
                        .map(SystemResult::accuracyCi)
                        .findFirst()
                        .orElseThrow();
    }

    private static @Nullable Double seconds(Manifest manifest, String system) {
        OptionalDouble mean = Manifest.orNone(manifest.trials()).stream()
                .filter(trial -> system.equals(trial.system()))
                .map(Manifest.TrialFigures::trainSeconds)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }

    /** Nothing where several groups of a sweep have a source of that name: which one a point used is not on record. */
    private static <T> @Nullable T paid(
            Manifest manifest, String source, Function<Manifest.Rationales, @Nullable T> figure, @Nullable T none) {
        if (source.equals(LABELS_ONLY)) {
            return none;
        }
        List<Manifest.Rationales> named = Manifest.orNone(manifest.rationales()).stream()
                .filter(rationales -> "train".equals(rationales.split()) && source.equals(rationales.name()))
                .toList();
        return named.size() == 1 ? figure.apply(named.get(0)) : null;
    }

    private static @Nullable Long tokens(Manifest.Rationales rationales) {
        Long read = rationales.promptTokens();
        Long written = rationales.completionTokens();
        return read == null || written == null || read + written == 0 ? null : (Long) (read + written);
    }

    CostPoints and(CostPoints others) {
        return new CostPoints(
                Stream.concat(points.stream(), others.points.stream()).toList());
    }

    boolean hasTimes() {
        return points.stream().anyMatch(point -> point.seconds() != null);
    }

    boolean hasMoney() {
        return points.stream().anyMatch(point -> point.dollars() != null && point.dollars() > 0);
    }

    /** The figures of the plots; empty where nothing is known of costs. */
    List<Table> tables() {
        if (!hasTimes() && !hasMoney()) {
            return List.of();
        }
        return List.of(Table.of(
                "Cost against accuracy",
                "System|Split|Seeds#|Collapsed#|Accuracy#|95 % interval#|Training a seed#|Rationales of training rows#"
                        + "|Teacher tokens for them#",
                points.stream()
                        .map(point -> List.of(
                                point.name(),
                                point.split(),
                                Integer.toString(point.seeds()),
                                Long.toString(point.collapsed()),
                                Figures.percent(point.accuracy() / 100),
                                Figures.percents(new ConfidenceInterval(
                                        point.low() / 100, point.high() / 100, ConfidenceInterval.LEVEL)),
                                Figures.seconds(point.seconds()),
                                Figures.dollars(point.dollars()),
                                Figures.count(point.tokens())))));
    }

    String legend() {
        return "Training a seed: the mean over the seeds, on this machine. Rationales: what all of the source's"
                + " training rows cost over the run, also where a student learns from a part of them; what an earlier run"
                + " had paid for costs nothing here. Intervals are Student's t over seeds, or Wilson's over rows with one"
                + " seed.";
    }

    /** JSON that cannot end the script element it stands in. */
    String asScript() {
        return ChartData.inScript(Json.line(this));
    }
}
