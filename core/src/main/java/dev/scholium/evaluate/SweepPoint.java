package dev.scholium.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One point of a sweep in {@code sweep.json}, over the seeds that are done.
 *
 * @param point its short name
 * @param seeds how many of its trials are done, at least 1
 * @param collapsed how many of these have collapsed
 * @param accuracy of the generated label on dev
 * @param macroF1 on dev
 */
public record SweepPoint(String point, int seeds, int collapsed, Spread accuracy, Spread macroF1) {

    /** Every point with a trial that is done, in the trials' order. */
    static List<SweepPoint> of(List<SweepRow> trials) {
        Map<String, List<SweepRow>> points = new LinkedHashMap<>();
        trials.stream()
                .filter(SweepRow::isDone)
                .forEach(row -> points.computeIfAbsent(row.point(), point -> new ArrayList<>())
                        .add(row));
        return points.entrySet().stream()
                .map(point -> of(point.getKey(), point.getValue()))
                .toList();
    }

    private static SweepPoint of(String point, List<SweepRow> seeds) {
        return new SweepPoint(
                point,
                seeds.size(),
                (int) seeds.stream().filter(SweepRow::hasCollapsed).count(),
                Spread.of(seeds.stream().map(row -> row.score("accuracy")).toList()),
                Spread.of(seeds.stream().map(row -> row.score("macro_f1")).toList()));
    }
}
