package dev.scholium.cli;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.agreement.Agreement;
import dev.scholium.rate.QuestionResult;
import dev.scholium.rate.SourceMean;
import dev.scholium.rate.SourceStrength;
import dev.scholium.rate.Study;
import dev.scholium.rate.StudyForecast;
import dev.scholium.rate.StudyResults;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Studies and their results for people. */
final class RatingText {

    private RatingText() {}

    static void print(PrintWriter out, Study study, StudyForecast forecast) {
        out.println(forecast.rows() + " rows, " + forecast.cards() + " cards of "
                + study.sources().size() + " sources.");
        forecast.screens()
                .forEach((rater, screens) -> out.println("  " + rater + ": " + screens + " screens, about "
                        + forecast.minutes().getOrDefault(rater, 0) + " minutes"));
        Study.Precision precision = study.precision();
        out.printf(
                Locale.ROOT,
                "For alpha within %.2f at an expected %.2f: %d cards that %d raters rate; this study has %d.%n",
                precision.agreement(),
                precision.expectedAgreement(),
                forecast.cardsForAgreement(),
                Math.max(2, study.raters().perCard()),
                forecast.cards());
        if (study.form() == Study.Form.SCALES) {
            out.printf(
                    Locale.ROOT,
                    "For a source's mean within %.2f points at an expected deviation of %.2f: %d cards a source; this"
                            + " study has about %d.%n",
                    precision.mean(),
                    precision.expectedDeviation(),
                    forecast.cardsForMean(),
                    forecast.cards() / study.sources().size());
        }
        out.flush();
    }

    static void print(PrintWriter out, StudyResults results) {
        out.println(results.study() + ": " + results.done() + " of " + results.planned() + " ratings of "
                + results.cards() + " cards by " + String.join(", ", results.raters()));
        results.sentences().forEach(sentence -> out.println("  " + sentence));
        for (QuestionResult result : results.questions()) {
            out.println();
            out.println(result.question().name() + ": " + result.question().text() + " (" + result.ratings()
                    + " ratings, " + result.cannotJudge() + " times cannot judge)");
            agreement(out, "between raters", result.agreement());
            agreement(out, "of raters with themselves", result.selfAgreement());
            result.means().forEach(mean -> line(out, of(mean), mean.mean(), mean.ci(), mean.cards()));
            for (SourceStrength source : result.strengths()) {
                source.strength()
                        .ifPresent(strength -> line(out, "strength of " + source.source(), strength, source.ci(), (int)
                                source.comparisons()));
            }
            result.relations()
                    .forEach(relation -> line(
                            out,
                            "rho with " + relation.with()
                                    + (relation.source().isEmpty() ? "" : ", " + relation.source()),
                            relation.rho(),
                            relation.ci(),
                            relation.cards()));
            result.judge()
                    .ifPresent(judge -> line(
                            out, "kappa with judge's " + judge.score(), judge.kappa(), judge.kappaCi(), judge.cards()));
        }
    }

    private static String of(SourceMean mean) {
        return "mean of " + mean.source() + (mean.label().isEmpty() ? "" : ", " + mean.label());
    }

    private static void agreement(PrintWriter out, String of, List<Agreement> figures) {
        if (!figures.isEmpty()) {
            out.println("  " + of);
            figures.forEach(
                    figure -> line(out, "  " + figure.measure().word(), figure.value(), figure.ci(), figure.rows()));
        }
    }

    private static void line(PrintWriter out, String what, double value, Optional<ConfidenceInterval> ci, int cards) {
        String interval = ci.map(range -> range.text(1, 2)).orElse("");
        out.printf(Locale.ROOT, "  %-38s %6.2f %-15s %d%n", what, value, interval, cards);
    }
}
