package dev.scholium.report;

import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.file.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page's script draws.
 *
 * @param loss one curve a trial: step, loss
 * @param accuracy one curve a trial: step, dev accuracy in per cent
 * @param bleu one curve a trial: step, BLEU of dev rationales; none where no evaluation has it
 * @param majority the majority-class line of dev in per cent; null when unknown
 * @param intervals accuracy with its interval, one a system, seed and split
 */
record ChartData(
        List<Curve> loss,
        List<Curve> accuracy,
        List<Curve> bleu,
        @Nullable Double majority,
        List<Interval> intervals) {

    /** A named curve of points {@code [step, value]}. */
    record Curve(String name, List<List<Double>> points) {}

    /** A named accuracy with its interval, in per cent. */
    record Interval(String name, String split, double accuracy, double low, double high) {}

    static ChartData of(List<Trial> trials, @Nullable Results results) {
        Double majority = results == null
                ? null
                : results.systems().stream()
                        .filter(system -> system.split().equals("dev"))
                        .map(system -> 100 * system.majorityAccuracy())
                        .findFirst()
                        .orElse(null);
        boolean severalSeeds = results != null
                && results.systems().stream()
                                .filter(system -> !system.control())
                                .map(SystemResult::seed)
                                .distinct()
                                .count()
                        > 1;
        List<Interval> intervals = results == null
                ? List.of()
                : results.systems().stream()
                        .map(system -> new Interval(
                                system.name()
                                        + (severalSeeds && system.seed() > 0 ? " " + system.seed() : "")
                                        + (system.collapsed() ? " (collapsed)" : ""),
                                system.split(),
                                100 * system.accuracy(),
                                100 * system.accuracyCi().low(),
                                100 * system.accuracyCi().high()))
                        .toList();
        return new ChartData(
                curves(trials, Trial.Metrics::loss, 1),
                curves(trials, Trial.Metrics::evalAccuracy, 100),
                curves(trials, Trial.Metrics::evalBleu, 1),
                majority,
                intervals);
    }

    /** Nothing to draw. */
    static ChartData none() {
        return new ChartData(List.of(), List.of(), List.of(), null, List.of());
    }

    /** Both on the same axes, the other's names behind its run's; without a line of the majority class. */
    ChartData and(String run, ChartData other) {
        return new ChartData(
                and(loss, run, other.loss),
                and(accuracy, run, other.accuracy),
                and(bleu, run, other.bleu),
                null,
                Stream.concat(
                                intervals.stream(),
                                other.intervals.stream()
                                        .map(of -> new Interval(
                                                run + ": " + of.name, of.split, of.accuracy, of.low, of.high)))
                        .toList());
    }

    private static List<Curve> and(List<Curve> curves, String run, List<Curve> others) {
        return Stream.concat(curves.stream(), others.stream().map(of -> new Curve(run + ": " + of.name, of.points)))
                .toList();
    }

    private static List<Curve> curves(
            List<Trial> trials, Function<Trial.Metrics, @Nullable Double> value, double factor) {
        return trials.stream()
                .map(trial -> new Curve(trial.id(), points(trial, value, factor)))
                .filter(curve -> !curve.points().isEmpty())
                .toList();
    }

    private static List<List<Double>> points(
            Trial trial, Function<Trial.Metrics, @Nullable Double> value, double factor) {
        List<List<Double>> points = new ArrayList<>();
        for (Trial.Metrics line : trial.metrics()) {
            Double found = value.apply(line);
            if (found != null && Double.isFinite(found)) {
                points.add(List.of((double) line.step(), factor * found));
            }
        }
        return points;
    }

    boolean hasCurves() {
        return !loss.isEmpty() || !accuracy.isEmpty();
    }

    /** JSON that cannot end the script element it stands in, whatever a name contains. */
    String asScript() {
        return inScript(Json.line(this));
    }

    /** JSON that cannot end the script element it stands in. */
    static String inScript(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
