package dev.scholium.evaluate;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a sweep chose on dev; only this is looked at on test.
 *
 * @param baseline the baseline of the best point: of the points that learn neither rationales nor new rows, and are
 *     like it in student, data and the keys that points are chosen for, the one with the best dev accuracy, a collapsed
 *     one only where all have collapsed; of all of them where none is like it; empty without any
 * @param baselines the baselines of points that have another one; none in files of before there were any
 * @param points the chosen points, best first
 * @param candidates how many points were compared that can be no baseline
 * @param seen points whose students have seen test, also before this choice; none in files of before this was noted
 * @param unanswered ids of trials of the chosen points and the baseline that were to answer test, and could not
 * @param warnings what keeps a reader from taking the choice for more than it is
 */
public record SweepChoice(
        String baseline,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> baselines,
        List<String> points,
        int candidates,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> seen,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> unanswered,
        List<String> warnings) {

    /** Copies. */
    public SweepChoice {
        baselines = Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
        points = List.copyOf(points);
        seen = List.copyOf(seen);
        unanswered = List.copyOf(unanswered);
        warnings = List.copyOf(warnings);
    }

    /**
     * Chooses by mean dev accuracy over seeds. A point of which a seed is missing is no candidate: its mean could not
     * be compared with the others'.
     *
     * @param rows the trials that are compared
     * @param choosePer keys for each of whose values a point is chosen
     * @param tested points whose students have seen test before
     * @return the choice; without points if no point is complete
     */
    public static SweepChoice of(List<SweepRow> rows, List<String> choosePer, Collection<String> tested) {
        Map<String, List<SweepRow>> points = byPoint(rows);
        List<String> warnings = new ArrayList<>();
        Map<String, List<SweepRow>> whole = new LinkedHashMap<>(points);
        whole.values().removeIf(seeds -> !seeds.stream().allMatch(SweepRow::isDone));
        long missing = points.entrySet().stream()
                .filter(point -> !whole.containsKey(point.getKey()) && !isDropped(point.getValue()))
                .count();
        if (missing > 0) {
            warnings.add(missing + " of " + points.size()
                    + " points have a trial that is not done, so they could not be chosen");
        }
        Map<List<String>, String> bestOfValue = new LinkedHashMap<>();
        PlainPoints plain = PlainPoints.of(points);
        List<String> ranked = ranked(whole, plain, false, "accuracy");
        for (String point : ranked) {
            Map<String, ?> settings =
                    whole.getOrDefault(point, List.of()).get(0).settings();
            bestOfValue.putIfAbsent(
                    choosePer.stream()
                            .map(key -> String.valueOf(settings.get(key)))
                            .toList(),
                    point);
        }
        List<String> chosen = List.copyOf(bestOfValue.values());
        String best = baseline(whole, plain, plain.names());
        Map<String, String> baselines = new LinkedHashMap<>();
        for (String point : plain.likeness().keySet()) {
            String like = baseline(whole, plain, plain.like(point));
            baselines.put(point, like.isEmpty() ? best : like);
            if (like.isEmpty() && !best.isEmpty() && chosen.contains(point)) {
                warnings.add("no labels-only point with the student and data of " + point
                        + " is done: it is compared with " + best);
            }
        }
        String baseline = chosen.isEmpty() ? best : baselines.getOrDefault(chosen.get(0), "");
        Set<String> theirs = new LinkedHashSet<>(List.of(baseline));
        chosen.forEach(point -> theirs.add(baselines.getOrDefault(point, "")));
        theirs.stream()
                .filter(point -> hasCollapsed(whole.getOrDefault(point, List.of())))
                .forEach(point -> warnings.add("every labels-only point has collapsed"
                        + (theirs.size() > 1 ? " that is like " + point : "") + ": a difference to " + point
                        + " says little"));
        baselines.values().removeIf(baseline::equals);
        Set<String> before = new LinkedHashSet<>(tested);
        before.removeAll(chosen);
        before.removeAll(theirs);
        if (!before.isEmpty()) {
            warnings.add("the test split was read before for " + String.join(", ", before)
                    + ": this choice was not made without having seen test");
        }
        return new SweepChoice(baseline, baselines, chosen, ranked.size(), List.copyOf(tested), List.of(), warnings);
    }

    /**
     * The same after the students of the chosen points and of the baseline were asked for test.
     *
     * @param nowSeen points whose students have seen test by now
     * @param without ids of trials that could not answer
     * @return a choice that says so
     */
    public SweepChoice afterTest(List<String> nowSeen, List<String> without) {
        List<String> more = new ArrayList<>(warnings);
        if (!without.isEmpty()) {
            more.add("test lacks the answers of " + String.join(", ", without)
                    + ", which could not predict it; start the same command again");
        }
        return new SweepChoice(baseline, baselines, points, candidates, nowSeen, without, more);
    }

    /**
     * The points that go on in successive halving: the best of so many, of the others and of those that may be
     * baselines of the same points, at least one of each, and all controls.
     *
     * @param rows a round's trials
     * @param metric the dev score that decides
     * @param eta of so many points one goes on
     * @return names of points; those without any finished trial are never among them
     */
    public static Set<String> goingOn(List<SweepRow> rows, String metric, int eta) {
        Map<String, List<SweepRow>> points = byPoint(rows);
        PlainPoints plain = PlainPoints.of(points);
        points.values().removeIf(seeds -> seeds.stream().noneMatch(SweepRow::isDone));
        Set<String> kept = new LinkedHashSet<>();
        List<String> baselines = ranked(points, plain, true, metric);
        plain.alike()
                .forEach(alike -> kept.addAll(
                        best(baselines.stream().filter(alike::contains).toList(), eta)));
        kept.addAll(best(ranked(points, plain, false, metric), eta));
        points.forEach((name, seeds) -> {
            if (seeds.get(0).isControl()) {
                kept.add(name);
            }
        });
        return kept;
    }

    /**
     * Whether a point's students answer test, and are cut into slices.
     *
     * @param point its name
     * @return whether it is a chosen point or the baseline of one
     */
    public boolean isChosenOrBaseline(String point) {
        return points.contains(point)
                || point.equals(baseline)
                || baselinesOfPoints().contains(point);
    }

    /** {@return the baselines of the chosen points, each once, that of the best first} */
    public List<String> baselinesOfPoints() {
        return points.stream().map(allBaselines()::baselineOf).distinct().toList();
    }

    /** {@return with which point each other one is compared} */
    public Baselines allBaselines() {
        return new Baselines(baseline, baselines);
    }

    private static List<String> best(List<String> ranked, int eta) {
        return ranked.subList(0, (ranked.size() + eta - 1) / eta);
    }

    private static boolean isDropped(List<SweepRow> seeds) {
        return seeds.stream().allMatch(row -> row.state() == SweepRow.State.dropped);
    }

    private static String baseline(Map<String, List<SweepRow>> points, PlainPoints plain, Set<String> among) {
        List<String> ranked = ranked(points, plain, true, "accuracy").stream()
                .filter(among::contains)
                .toList();
        Optional<String> sound = ranked.stream()
                .filter(point -> !hasCollapsed(points.getOrDefault(point, List.of())))
                .findFirst();
        return sound.orElse(ranked.isEmpty() ? "" : ranked.get(0));
    }

    private static boolean hasCollapsed(List<SweepRow> seeds) {
        return seeds.stream().anyMatch(SweepRow::hasCollapsed);
    }

    private static Map<String, List<SweepRow>> byPoint(List<SweepRow> rows) {
        return rows.stream().collect(Collectors.groupingBy(SweepRow::point, LinkedHashMap::new, Collectors.toList()));
    }

    /** Best first, without controls; equals in the order of the sweep. */
    private static List<String> ranked(
            Map<String, List<SweepRow>> points, PlainPoints plain, boolean isPlain, String metric) {
        List<String> names = new ArrayList<>(points.entrySet().stream()
                .filter(point -> !point.getValue().get(0).isControl())
                .map(Map.Entry::getKey)
                .filter(point -> plain.names().contains(point) == isPlain)
                .toList());
        names.sort((a, b) -> Double.compare(
                mean(points.getOrDefault(b, List.of()), metric), mean(points.getOrDefault(a, List.of()), metric)));
        return names;
    }

    private static double mean(List<SweepRow> seeds, String metric) {
        return seeds.stream()
                .filter(SweepRow::isDone)
                .mapToDouble(row -> row.score(metric))
                .average()
                .orElse(0);
    }
}
