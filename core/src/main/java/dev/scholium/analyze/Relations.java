package dev.scholium.analyze;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.HolmCorrection;
import dev.scholium.evaluate.LogisticFit;
import dev.scholium.evaluate.RankCorrelation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Relates the properties of rationales to how a student answered the same rows. */
final class Relations {

    /**
     * A property of which earlier ones explain more than this share is left out: its variance inflation is above 10.
     */
    private static final double EXPLAINED = 0.9;

    private static final int FEWEST_ROWS = 50;
    private static final String SAME = "the same in all rows";

    private Relations() {}

    /**
     * One student's answer to one row.
     *
     * @param correct whether its label is right
     * @param confidence probability of its scored label
     */
    record Answer(boolean correct, double confidence) {}

    /**
     * Relates a writer's rationales to a student.
     *
     * @param group the rationales
     * @param system the student
     * @param seed of its training
     * @param answers by uid
     * @param labels the task's labels in order
     * @return the relation; empty with fewer than 50 shared rows
     */
    static Optional<Analysis.Relation> of(
            Measured group, String system, long seed, Map<String, Answer> answers, List<String> labels) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < group.rationales().size(); i++) {
            if (answers.containsKey(group.rationales().get(i).uid())) {
                rows.add(i);
            }
        }
        if (rows.size() < FEWEST_ROWS) {
            return Optional.empty();
        }
        List<Answer> given = rows.stream()
                .map(i -> answers.getOrDefault(group.rationales().get(i).uid(), new Answer(false, 0)))
                .toList();
        double[] correct =
                given.stream().mapToDouble(answer -> answer.correct() ? 1 : 0).toArray();
        double[] confidence = given.stream().mapToDouble(Answer::confidence).toArray();
        Map<String, double[]> numbers = new LinkedHashMap<>();
        for (String property : group.properties().get(0).keySet()) {
            numbers.put(
                    property,
                    rows.stream()
                            .mapToDouble(i -> group.properties().get(i).getOrDefault(property, 0.0))
                            .toArray());
        }
        Map<String, String> leftOut = new LinkedHashMap<>();
        List<String> kept = kept(numbers, leftOut);
        numbers.keySet().removeIf(property -> SAME.equals(leftOut.get(property))); // it goes with nothing
        Optional<LogisticFit> fit = LogisticFit.of(predictors(group, rows, numbers, kept, labels), outcomes(given));
        if (fit.isEmpty()) {
            kept.forEach(property -> leftOut.put(property, "there is no fit"));
        }
        return Optional.of(new Analysis.Relation(
                group.writer(),
                system,
                seed,
                group.split(),
                rows.size(),
                Arrays.stream(correct).average().orElse(0),
                terms(numbers, correct, confidence, kept, fit.orElse(null)),
                leftOut));
    }

    private static boolean[] outcomes(List<Answer> given) {
        boolean[] outcomes = new boolean[given.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = given.get(i).correct();
        }
        return outcomes;
    }

    /** In order; each is laid bare of what the earlier ones explain of it (Gram and Schmidt). */
    private static List<String> kept(Map<String, double[]> numbers, Map<String, String> leftOut) {
        List<String> kept = new ArrayList<>();
        List<double[]> basis = new ArrayList<>();
        numbers.forEach((property, values) -> {
            double mean = Arrays.stream(values).average().orElse(0);
            double[] rest = Arrays.stream(values).map(value -> value - mean).toArray();
            double whole = dot(rest, rest);
            if (whole < 1e-12) {
                leftOut.put(property, SAME);
                return;
            }
            for (double[] direction : basis) {
                double share = dot(rest, direction);
                for (int i = 0; i < rest.length; i++) {
                    rest[i] -= share * direction[i];
                }
            }
            double left = dot(rest, rest);
            if (left < (1 - EXPLAINED) * whole) {
                leftOut.put(property, "follows from the properties above");
            } else {
                kept.add(property);
                double length = Math.sqrt(left);
                basis.add(Arrays.stream(rest).map(value -> value / length).toArray());
            }
        });
        return kept;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Standardised properties, then 1 for each gold label but the first. */
    private static double[][] predictors(
            Measured group, List<Integer> rows, Map<String, double[]> numbers, List<String> kept, List<String> labels) {
        List<String> present = labels.stream()
                .filter(label -> rows.stream()
                        .anyMatch(i -> group.rationales().get(i).label().equals(label)))
                .toList();
        int dummies = Math.max(0, present.size() - 1);
        double[][] predictors = new double[rows.size()][kept.size() + dummies];
        for (int k = 0; k < kept.size(); k++) {
            double[] values = numbers.getOrDefault(kept.get(k), new double[0]);
            Distribution spread = Distribution.of(values);
            for (int row = 0; row < values.length; row++) {
                predictors[row][k] = (values[row] - spread.mean()) / spread.sd();
            }
        }
        for (int row = 0; row < rows.size(); row++) {
            int label = present.indexOf(group.rationales().get(rows.get(row)).label());
            if (label > 0) {
                predictors[row][kept.size() + label - 1] = 1;
            }
        }
        return predictors;
    }

    private static List<Analysis.Term> terms(
            Map<String, double[]> numbers,
            double[] correct,
            double[] confidence,
            List<String> kept,
            @Nullable LogisticFit fit) {
        List<RankCorrelation> correlations = new ArrayList<>();
        numbers.values().forEach(values -> {
            correlations.add(RankCorrelation.of(values, correct));
            correlations.add(RankCorrelation.of(values, confidence));
        });
        List<Double> adjusted = HolmCorrection.adjust(
                correlations.stream().map(RankCorrelation::pValue).toList());
        List<Analysis.Term> terms = new ArrayList<>();
        for (String property : numbers.keySet()) {
            int at = 2 * terms.size();
            int index = fit == null ? 0 : kept.indexOf(property) + 1;
            ConfidenceInterval odds = index == 0 || fit == null ? null : fit.interval(index);
            terms.add(new Analysis.Term(
                    property,
                    correlations.get(at).rho(),
                    correlations.get(at).ci(),
                    adjusted.get(at),
                    correlations.get(at + 1).rho(),
                    correlations.get(at + 1).ci(),
                    adjusted.get(at + 1),
                    odds == null || fit == null ? null : Math.exp(fit.coefficients()[index]),
                    odds == null
                            ? null
                            : new ConfidenceInterval(Math.exp(odds.low()), Math.exp(odds.high()), odds.level()),
                    odds == null || fit == null ? null : fit.pValue(index)));
        }
        return terms;
    }
}
