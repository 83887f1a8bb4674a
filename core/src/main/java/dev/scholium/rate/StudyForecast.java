package dev.scholium.rate;

import dev.scholium.evaluate.agreement.AgreementMeasure;
import dev.scholium.evaluate.agreement.NeededRows;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a study will take and tell, before it starts.
 *
 * @param rows how many are drawn
 * @param cards how many there are to rate
 * @param screens of each rater, with practice and repeated ones
 * @param minutes of each rater, at 30 seconds a screen
 * @param cardsForAgreement how many cards rated by {@code per_card} raters, at least two, alpha's wished interval takes
 * @param cardsForMean how many cards of a source a mean's wished interval takes
 */
public record StudyForecast(
        int rows,
        int cards,
        Map<String, Integer> screens,
        Map<String, Integer> minutes,
        int cardsForAgreement,
        int cardsForMean) {

    private static final double SECONDS = 30;

    /** Copies and keeps the order. */
    public StudyForecast {
        screens = Collections.unmodifiableMap(new LinkedHashMap<>(screens));
        minutes = Collections.unmodifiableMap(new LinkedHashMap<>(minutes));
    }

    /**
     * Forecasts a study.
     *
     * @param plan who rates what
     * @return the forecast; it takes all values of an answer as equally frequent
     */
    public static StudyForecast of(Plan plan) {
        Study study = plan.study();
        Map<String, Integer> screens = new LinkedHashMap<>();
        Map<String, Integer> minutes = new LinkedHashMap<>();
        plan.turns().forEach((rater, turns) -> {
            screens.put(rater, turns.size());
            minutes.put(rater, (int) Math.ceil(turns.size() * SECONDS / 60));
        });
        double[] shares = new double[study.largest()];
        Arrays.fill(shares, 1.0 / study.largest());
        Study.Precision precision = study.precision();
        return new StudyForecast(
                study.rows().count(),
                plan.cards().size(),
                screens,
                minutes,
                NeededRows.forAgreement(
                        study.form() == Study.Form.PAIRS
                                ? AgreementMeasure.ALPHA_NOMINAL
                                : AgreementMeasure.ALPHA_ORDINAL,
                        precision.expectedAgreement(),
                        shares,
                        Math.max(2, study.raters().perCard()),
                        precision.agreement(),
                        study.seed()),
                NeededRows.forMean(precision.expectedDeviation(), precision.mean()));
    }
}
