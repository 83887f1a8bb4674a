package dev.scholium.report;

import dev.scholium.evaluate.Comparison;
import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.HolmCorrection;
import dev.scholium.evaluate.SeedsAndRows;
import dev.scholium.evaluate.SystemPair;
import dev.scholium.evaluate.SystemResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two systems on the same rows, over the seeds that both have: tested over seeds and rows together, or by McNemar where
 * they share one seed.
 *
 * @param a the first with its seeds
 * @param b the second with the same seeds
 * @param difference mean accuracy of the first minus that of the second
 * @param ci 95 % interval of the difference
 * @param test which
 * @param pValue two-sided
 * @param pValueHolm corrected over all contrasts of the page
 * @param verdict by {@code pValueHolm}
 */
record RunContrast(
        List<RunSystem> a,
        List<RunSystem> b,
        double difference,
        ConfidenceInterval ci,
        String test,
        double pValue,
        double pValueHolm,
        String verdict) {

    /** Systems over the seeds of their pairs, corrected as one family. */
    static List<RunContrast> of(List<RunSystem.Pair> pairs) {
        Map<List<String>, List<RunSystem.Pair>> seedsOf = new LinkedHashMap<>();
        for (RunSystem.Pair pair : pairs) {
            seedsOf.computeIfAbsent(List.of(pair.a().name(), pair.b().name()), names -> new ArrayList<>())
                    .add(pair);
        }
        Map<RunSystem, int[]> right = new LinkedHashMap<>();
        List<RunContrast> found = seedsOf.values().stream()
                .map(seeds -> seeds.size() == 1 ? single(seeds.get(0)) : several(seeds, right))
                .toList();
        List<Double> corrected =
                HolmCorrection.adjust(found.stream().map(RunContrast::pValue).toList());
        List<RunContrast> contrasts = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            contrasts.add(found.get(i).withCorrected(corrected.get(i)));
        }
        return contrasts;
    }

    private static RunContrast single(RunSystem.Pair pair) {
        SystemPair found = pair.found();
        return new RunContrast(
                List.of(pair.a()),
                List.of(pair.b()),
                found.difference(),
                found.ci(),
                found.test(),
                found.pValue(),
                found.pValue(),
                found.verdict());
    }

    private static RunContrast several(List<RunSystem.Pair> seeds, Map<RunSystem, int[]> right) {
        List<int[]> differences = seeds.stream()
                .map(pair -> {
                    int[] ofA = right.computeIfAbsent(pair.a(), RunSystem::right);
                    int[] ofB = right.computeIfAbsent(pair.b(), RunSystem::right);
                    int[] difference = new int[ofA.length];
                    Arrays.setAll(difference, row -> ofA[row] - ofB[row]);
                    return difference;
                })
                .toList();
        SeedsAndRows found = SeedsAndRows.of(differences, SeedsAndRows.RESAMPLES, SeedsAndRows.SEED);
        return new RunContrast(
                seeds.stream().map(RunSystem.Pair::a).toList(),
                seeds.stream().map(RunSystem.Pair::b).toList(),
                found.difference(),
                found.ci(),
                found.test(),
                found.pValue(),
                found.pValue(),
                found.verdict());
    }

    private RunContrast withCorrected(double corrected) {
        return new RunContrast(
                a, b, difference, ci, test, pValue, corrected, Comparison.verdict(corrected, difference));
    }

    /** Systems over their shared seeds. */
    static Table table(String caption, List<RunContrast> contrasts) {
        return Table.of(
                caption,
                "A|B|Seeds#|Rows#|A - B#|95 % interval#|p#|p (Holm)#|Test|Verdict|Remarks",
                contrasts.stream()
                        .map(contrast -> List.of(
                                contrast.a.get(0).name(),
                                contrast.b.get(0).name(),
                                Integer.toString(contrast.a.size()),
                                Figures.count(contrast.a.get(0).result().rows()),
                                Figures.points(contrast.difference),
                                Figures.points(contrast.ci),
                                Figures.pValue(contrast.pValue),
                                Figures.pValue(contrast.pValueHolm),
                                contrast.test,
                                contrast.verdict,
                                contrast.remarks())));
    }

    private String remarks() {
        return Stream.of(collapsed("A", a), collapsed("B", b))
                .filter(remark -> !remark.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String collapsed(String name, List<RunSystem> seeds) {
        long collapsed = seeds.stream()
                .map(RunSystem::result)
                .filter(SystemResult::collapsed)
                .count();
        return collapsed == 0 ? "" : name + " collapsed " + collapsed + "/" + seeds.size();
    }

    /**
     * The page's answer: of the systems that are the best of their run on dev, the best two that can be compared.
     *
     * @param contrasts all
     * @return one sentence
     */
    static String headline(List<RunContrast> contrasts, List<RunSystem> systems) {
        Map<String, String> best = new LinkedHashMap<>();
        systems.stream()
                .filter(system -> !system.result().control())
                .sorted(Comparator.comparingDouble(system -> -system.devAccuracy()))
                .forEach(system -> best.putIfAbsent(system.run(), system.name()));
        Optional<RunContrast> answer = contrasts.stream()
                .filter(contrast -> best.containsValue(contrast.a.get(0).name())
                        && best.containsValue(contrast.b.get(0).name()))
                .max(Comparator.comparingDouble(contrast ->
                        contrast.a.get(0).devAccuracy() + contrast.b.get(0).devAccuracy()));
        return answer.map(contrast -> contrast.sentence(contrasts.size()))
                .orElse("The best systems of these runs have no seed and rows in common: nothing can be said of their"
                        + " difference.");
    }

    private String sentence(int family) {
        boolean first = a.get(0).devAccuracy() >= b.get(0).devAccuracy();
        List<RunSystem> better = first ? a : b;
        double shown = first ? difference : -difference;
        ConfidenceInterval around = first ? ci : new ConfidenceInterval(-ci.high(), -ci.low(), ci.level());
        double accuracy = better.stream()
                .mapToDouble(system -> system.result().accuracy())
                .average()
                .orElseThrow();
        String points = Figures.decimal(100 * Math.abs(shown), 1);
        return "On the " + better.get(0).result().split() + " split ("
                + Figures.count(better.get(0).result().rows()) + " rows"
                + (a.size() > 1 ? ", " + a.size() + " seeds" : "") + ") "
                + better.get(0).name() + " labels " + Figures.percent(accuracy) + " of the rows correctly, "
                + (points.equals("0.0")
                        ? "as many as "
                        : points + " points " + (shown > 0 ? "more" : "fewer") + " than ")
                + (first ? b : a).get(0).name() + " (each the best of its run on dev; 95 % interval "
                + Figures.points(around) + " points; " + Findings.testInWords(test) + ", p "
                + Findings.equal(pValueHolm)
                + (family > 1 ? " after Holm's correction over " + family + " comparisons" : "") + "): "
                + Comparison.verdict(pValueHolm, shown) + "."
                + (remarks().isEmpty()
                        ? ""
                        : " Caution: one of the two has collapsed, so that the difference says little.");
    }
}
