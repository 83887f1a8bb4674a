package dev.scholium.rate;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.agreement.Agreement;
import dev.scholium.evaluate.agreement.AgreementMeasure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in plain words what a question's figures show, and what they do not. */
final class Sentences {

    /** Below it Krippendorff (2004, section 11.4.2) draws no conclusions; from {@link #RELIABLE} on, firm ones. */
    private static final double TENTATIVE = 0.667;

    private static final double RELIABLE = 0.8;

    private Sentences() {}

    static List<String> of(QuestionResult result) {
        List<String> sentences = new ArrayList<>();
        String name = result.question().name();
        result.agreement(result.strengths().isEmpty() ? AgreementMeasure.ALPHA_ORDINAL : AgreementMeasure.ALPHA_NOMINAL)
                .map(alpha -> name + ": " + agreement(alpha))
                .ifPresent(sentences::add);
        best(result).map(text -> name + ": " + text).ifPresent(sentences::add);
        boolean pairs = !result.strengths().isEmpty();
        result.relations().stream()
                .limit(2) // correct and confidence, of all sources together or of the first
                .forEach(relation -> sentences.add(name + ": " + relation(relation, pairs)));
        result.judge().map(judge -> name + ": " + judge(judge, result)).ifPresent(sentences::add);
        return sentences;
    }

    private static String agreement(Agreement alpha) {
        double low = alpha.ci().map(ConfidenceInterval::low).orElse(alpha.value());
        String verdict = low >= RELIABLE
                ? "raters agree well enough to rely on"
                : low >= TENTATIVE
                        ? "raters agree well enough for tentative conclusions"
                        : alpha.value() >= TENTATIVE
                                ? "raters seem to agree, but so few ratings do not settle it"
                                : "raters agree too little to conclude from single ratings";
        return verdict + " (Krippendorff's alpha " + figure(alpha.value(), alpha.ci()) + ", " + alpha.rows()
                + " cards)";
    }

    private static Optional<String> best(QuestionResult result) {
        if (!result.strengths().isEmpty()) {
            return result.strengths().stream()
                    .filter(source -> source.strength().isPresent())
                    .max(Comparator.comparingDouble(source -> source.strength().orElse(0.0)))
                    .map(source -> source.source() + " is preferred most often (strength "
                            + figure(source.strength().orElse(0.0), source.ci()) + ")"
                            + source.ci()
                                    .map(ci -> ci.low() > 0 ? "" : ", but its interval holds 0, an average source")
                                    .orElse(", but so few comparisons give no interval"));
        }
        List<SourceMean> whole = result.means().stream()
                .filter(mean -> mean.label().isEmpty())
                .sorted(Comparator.comparingDouble(SourceMean::mean).reversed())
                .toList();
        if (whole.size() < 2) {
            return Optional.empty();
        }
        SourceMean best = whole.get(0);
        SourceMean worst = whole.get(whole.size() - 1);
        boolean bounded = best.ci().isPresent() && worst.ci().isPresent();
        boolean apart = bounded && best.ci().get().low() > worst.ci().get().high();
        return Optional.of(best.source() + " is rated highest, " + figure(best.mean(), best.ci()) + ", "
                + worst.source() + " lowest, " + figure(worst.mean(), worst.ci())
                + (apart
                        ? "; the intervals do not meet"
                        : bounded ? "; the intervals meet" : "; so few rows give no interval"));
    }

    private static String relation(StudentRelation relation, boolean pairs) {
        Optional<ConfidenceInterval> ci = relation.ci();
        boolean right = relation.with().equals("correct");
        String verdict = ci.isEmpty() || ci.get().contains(0)
                ? "no relation between " + (pairs ? "preferring " + relation.source() : "ratings") + " and "
                        + (right ? "whether the student is right" : "how sure the student is") + " is shown"
                : "the student is " + (relation.rho() > 0 ? "more" : "less") + (right ? " often right" : " sure")
                        + (pairs ? " where " + relation.source() + " is preferred" : " where ratings are higher");
        return verdict + " (rho " + figure(relation.rho(), ci) + ", " + relation.cards()
                + " cards); this is no proof of a cause";
    }

    private static String judge(JudgeBeside judge, QuestionResult result) {
        String people = result.agreement(AgreementMeasure.COHEN_KAPPA_QUADRATIC)
                .map(kappa -> ", people with each other " + figure(kappa.value(), kappa.ci()))
                .orElse("");
        return "the judge's " + judge.score() + " agrees with a person by a kappa of "
                + figure(judge.kappa(), judge.kappaCi()) + people + "; it gives "
                + String.format(Locale.ROOT, "%+.2f", judge.meanDifference()) + " points more than people";
    }

    private static String figure(double value, Optional<ConfidenceInterval> ci) {
        return String.format(Locale.ROOT, "%.2f", value)
                + ci.map(range -> " " + range.text(1, 2)).orElse("");
    }
}
