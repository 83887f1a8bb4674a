package dev.scholium.report;

import dev.scholium.evaluate.Comparison;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SeedsAndRows;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.evaluate.SystemSummary;
import dev.scholium.recipe.EvaluationSpec;
import dev.scholium.recipe.Recipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a run in sentences.
 *
 * @param headline the system with the best dev accuracy against the baseline
 * @param others the other systems against the baseline, at most five
 * @param warnings what keeps a reader from taking the numbers for more than they are
 */
record Findings(String headline, List<String> others, List<String> warnings) {

    private static final int MOST_OTHERS = 5;
    private static final String TEACHERS = Recipe.CONTROL + EvaluationSpec.TEACHER + ".";

    static Findings of(@Nullable Results results) {
        if (results == null || results.systems().isEmpty()) {
            return new Findings("This run has no results yet.", List.of(), List.of());
        }
        String split = finalSplit(results);
        Set<String> baselines = results.baselines();
        List<SystemSummary> candidates = results.summaries().stream()
                .filter(summary ->
                        summary.split().equals(split) && !summary.control() && !baselines.contains(summary.name()))
                .sorted(Comparator.comparingDouble(summary -> -devAccuracy(results, summary)))
                .toList();
        if (candidates.isEmpty()) {
            return new Findings(
                    "There is nothing to compare with the baseline yet.", List.of(), warnings(results, split));
        }
        List<String> sentences = candidates.stream()
                .map(candidate -> sentence(results, candidate))
                .toList();
        return new Findings(
                sentences.get(0),
                sentences.subList(1, Math.min(sentences.size(), 1 + MOST_OTHERS)),
                warnings(results, split));
    }

    /** {@code test} where it was answered, else {@code dev}. */
    static String finalSplit(Results results) {
        return results.systems().stream().anyMatch(system -> system.split().equals("test")) ? "test" : "dev";
    }

    /** Systems are ranked on dev, never on test: choosing by test would make its numbers too good. */
    private static double devAccuracy(Results results, SystemSummary candidate) {
        return devAccuracy(results, candidate.name());
    }

    /** Mean dev accuracy over the seeds; 0 without dev. */
    static double devAccuracy(Results results, String system) {
        return results.summaries().stream()
                .filter(summary ->
                        summary.split().equals("dev") && summary.name().equals(system))
                .mapToDouble(summary -> summary.accuracy().mean())
                .findFirst()
                .orElse(0);
    }

    private static String sentence(Results results, SystemSummary candidate) {
        List<Comparison> comparisons = results.comparisons().stream()
                .filter(comparison -> comparison.a().equals(candidate.name())
                        && comparison.split().equals(candidate.split()))
                .toList();
        String accuracy = Figures.percent(candidate.accuracy().mean());
        String start = "On the " + candidate.split() + " split (" + rows(results, candidate) + " rows"
                + (candidate.seeds().size() > 1 ? ", " + candidate.seeds().size() + " seeds" : "") + ") "
                + candidate.name() + " labels " + accuracy + " of the rows correctly";
        if (comparisons.isEmpty()) {
            return start + "; there is no baseline to compare it with.";
        }
        return comparisons.size() == 1
                ? start + ", " + single(comparisons.get(0))
                : start + " on average, " + several(comparisons, candidate);
    }

    private static String rows(Results results, SystemSummary summary) {
        return Figures.count(results.systems().stream()
                .filter(system ->
                        system.name().equals(summary.name()) && system.split().equals(summary.split()))
                .findFirst()
                .map(SystemResult::rows)
                .orElse(0L));
    }

    private static String single(Comparison comparison) {
        return amount(comparison.difference()) + " " + baseline(comparison) + " (95 % interval "
                + Figures.points(comparison.ci()) + " points; " + testInWords(comparison.test()) + ", p "
                + equal(comparison.pValue()) + correction(comparison.pValue(), comparison.pValueHolm()) + "): "
                + comparison.verdict() + ".";
    }

    private static String several(List<Comparison> comparisons, SystemSummary candidate) {
        double mean = comparisons.stream()
                .mapToDouble(Comparison::difference)
                .average()
                .orElse(0);
        Double sd =
                candidate.difference() == null ? null : candidate.difference().sd();
        String start = amount(mean) + " " + baseline(comparisons.get(0)) + " (standard deviation over the seeds "
                + Figures.decimal(sd == null ? null : 100 * sd, 1) + " points";
        SeedsAndRows overall = candidate.overall();
        if (overall == null) {
            return start + "; the baseline lacks some of the seeds, so that there is no test over all); by themselves "
                    + bySeed(comparisons) + " (McNemar's test, Holm's correction).";
        }
        return start + "; 95 % interval over seeds and rows " + Figures.points(overall.ci()) + " points; "
                + testInWords(overall.test()) + ", p " + equal(overall.pValue())
                + correction(overall.pValue(), overall.pValueHolm()) + "): " + overall.verdict() + "; by themselves "
                + bySeed(comparisons) + ".";
    }

    private static String bySeed(List<Comparison> comparisons) {
        long better = count(comparisons, "significantly better");
        long worse = count(comparisons, "significantly worse");
        return better + " of " + comparisons.size() + " seeds are significantly better"
                + (worse > 0 ? ", " + worse + " significantly worse" : "");
    }

    private static long count(List<Comparison> comparisons, String verdict) {
        return comparisons.stream()
                .filter(comparison -> comparison.verdict().equals(verdict))
                .count();
    }

    /** A sweep calls a point without rationales {@code labels}, which does not read as a name. */
    private static String baseline(Comparison comparison) {
        return switch (comparison.b()) {
            case "labels" -> "labels only";
            case "baseline" -> "the baseline";
            default -> comparison.b();
        };
    }

    private static String amount(double difference) {
        String points = Figures.decimal(Math.abs(100 * difference), 1);
        if (points.equals("0.0")) {
            return "as many as";
        }
        return points + " points " + (difference > 0 ? "more" : "fewer") + " than";
    }

    /** A test's name in files as people say it. */
    static String testInWords(String test) {
        return switch (test) {
            case "mcnemar-exact" -> "McNemar's exact test";
            case SeedsAndRows.BOOTSTRAP, SeedsAndRows.STUDENT ->
                "the less sure of multi-bootstrap and Student's t over the seeds"; // as is the interval
            default -> "McNemar's test";
        };
    }

    private static String correction(double pValue, double pValueHolm) {
        String corrected = Figures.pValue(pValueHolm);
        return corrected.equals(Figures.pValue(pValue)) ? "" : ", " + corrected + " after Holm's correction";
    }

    /** {@code = 0.160}, or {@code < 0.001}. */
    static String equal(double p) {
        String figures = Figures.pValue(p);
        return figures.startsWith("<") ? figures : "= " + figures;
    }

    private static List<String> warnings(Results results, String split) {
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (Comparison comparison : results.comparisons()) {
            String warning = comparison.warning();
            if (warning != null) {
                List<String> where = places.computeIfAbsent(capital(warning), text -> new ArrayList<>());
                String place = comparison.split() + ", seed " + comparison.seed();
                if (!where.contains(place)) {
                    where.add(place);
                }
            }
        }
        List<String> warnings = new ArrayList<>();
        places.forEach((warning, where) -> warnings.add(warning + " (" + String.join("; ", where) + ")."));
        List<SystemSummary> systems = results.summaries().stream()
                .filter(summary -> summary.split().equals(split) && !summary.control())
                .toList();
        overSeeds(results, systems).or(() -> inOneSeed(results, split)).ifPresent(warnings::add);
        controlAhead(results, split, systems).ifPresent(warnings::add);
        if (systems.stream().anyMatch(Findings::isOfAnEarlierTest)) {
            warnings.add(
                    "An earlier version of Scholium tested these seeds: with two or three it too often finds a difference where"
                            + " there is none. Evaluate again.");
        }
        if (split.equals("dev")) {
            warnings.add(
                    "These numbers are of the dev split, by which the checkpoints were chosen: they are too good.");
        }
        return warnings;
    }

    /** What the headline's test would find, where it is one over seeds and rows. */
    private static Optional<String> overSeeds(Results results, List<SystemSummary> systems) {
        return systems.stream()
                .filter(system -> system.overall() != null && !isOfAnEarlierTest(system))
                .max(Comparator.comparingDouble(Findings::detectable))
                .map(system -> unseen(
                        rows(results, system) + " rows and " + system.seeds().size() + " seeds",
                        detectable(system),
                        "found over seeds and rows"));
    }

    private static boolean isOfAnEarlierTest(SystemSummary system) {
        SeedsAndRows overall = system.overall();
        return overall != null && overall.minimumDetectableDifference() == null;
    }

    private static double detectable(SystemSummary system) {
        Double detectable = system.overall() == null ? null : system.overall().minimumDetectableDifference();
        return detectable == null ? 1 : detectable;
    }

    private static Optional<String> inOneSeed(Results results, String split) {
        return results.comparisons().stream()
                .filter(comparison -> comparison.split().equals(split) && !comparison.control())
                .max(Comparator.comparingDouble(Comparison::minimumDetectableDifference))
                .map(widest -> unseen(
                        Figures.count(widest.rows()) + " rows",
                        widest.minimumDetectableDifference(),
                        "found in one seed"));
    }

    /** A control that is ahead of all students; teachers, who may well be, are none that counts words. */
    private static Optional<String> controlAhead(Results results, String split, List<SystemSummary> students) {
        double best = students.stream()
                .mapToDouble(student -> student.accuracy().mean())
                .max()
                .orElse(1);
        return results.summaries().stream()
                .filter(control -> control.split().equals(split)
                        && control.control()
                        && !control.name().startsWith(TEACHERS)
                        && control.accuracy().mean() > best)
                .max(Comparator.comparingDouble(control -> control.accuracy().mean()))
                .map(control -> "The control " + control.name() + " labels "
                        + Figures.percent(control.accuracy().mean())
                        + " of the rows correctly, more than every student: what students learnt may be such a way to the"
                        + " label, which needs no understanding of the task.");
    }

    private static String unseen(String amount, double difference, String found) {
        return "With " + amount + " a difference needs to be about " + Figures.decimal(100 * difference, 1)
                + " points to be " + found
                + " with a probability of 80 %, before Holm's correction; smaller ones can go"
                + " unseen.";
    }

    static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
