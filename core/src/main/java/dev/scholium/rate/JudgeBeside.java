package dev.scholium.rate;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.agreement.CohenKappa;
import dev.scholium.evaluate.agreement.RatingTable;
import dev.scholium.evaluate.agreement.RowBootstrap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An LLM judge's ratings beside people's.
 *
 * @param score the judge's, by its name
 * @param meanDifference judge less people, in points
 * @param meanDifferenceCi 95 % interval over premises
 * @param kappa quadratic kappa of the judge with a person, the mean over persons
 * @param kappaCi 95 % interval over premises
 * @param cards that both rated
 */
public record JudgeBeside(
        String score,
        double meanDifference,
        Optional<ConfidenceInterval> meanDifferenceCi,
        double kappa,
        Optional<ConfidenceInterval> kappaCi,
        int cards) {

    private static final CohenKappa KAPPA = new CohenKappa(CohenKappa.Weights.QUADRATIC);

    /** Empty where fewer than two cards have the score, or the kappa is not defined. */
    static Optional<JudgeBeside> of(QuestionRatings ratings, String score, int resamples, long seed) {
        int[] places = IntStream.range(0, ratings.cards().size())
                .filter(i -> judged(ratings.cards().get(i), score))
                .toArray();
        if (places.length < 2) {
            return Optional.empty();
        }
        List<Card> cards = Arrays.stream(places).mapToObj(ratings.cards()::get).toList();
        double[] judge = cards.stream()
                .mapToDouble(card -> card.rationales().get(0).judge().getOrDefault(score, 0))
                .toArray();
        double[] difference = IntStream.range(0, places.length)
                .mapToDouble(i -> judge[i] - ratings.means().get(places[i]))
                .toArray();
        RatingTable both = ratings.table().drawn(places).with(judge);
        double kappa = kappa(both);
        if (Double.isNaN(kappa)) {
            return Optional.empty();
        }
        RowBootstrap draws = QuestionRatings.draws(cards, resamples, seed);
        return Optional.of(new JudgeBeside(
                score,
                Arrays.stream(difference).average().orElseThrow(),
                draws.interval(rows -> Arrays.stream(rows)
                        .mapToDouble(i -> difference[i])
                        .average()
                        .orElse(Double.NaN)),
                kappa,
                draws.interval(rows -> kappa(both.drawn(rows))),
                places.length));
    }

    private static boolean judged(Card card, String score) {
        return card.rationales().size() == 1
                && card.rationales().get(0).judge().getOrDefault(score, 0) >= 1
                && card.rationales().get(0).judge().getOrDefault(score, 0) <= 5;
    }

    private static double kappa(RatingTable both) {
        int judge = both.raters() - 1;
        return IntStream.range(0, judge)
                .mapToDouble(rater -> KAPPA.of(both.pair(rater, judge)))
                .filter(kappa -> !Double.isNaN(kappa))
                .average()
                .orElse(Double.NaN);
    }
}
