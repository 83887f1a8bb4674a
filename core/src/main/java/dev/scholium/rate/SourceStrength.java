package dev.scholium.rate;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.agreement.BradleyTerry;
import dev.scholium.evaluate.agreement.RowBootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How strong a source is in comparisons of two, by Bradley's and Terry's model.
 *
 * @param source who wrote the rationales
 * @param strength logarithm, with mean 0 over sources: one is preferred to another with probability {@code 1 / (1 +
 *     exp(other - one))}; empty where no strengths are most likely
 * @param ci 95 % interval over premises drawn with replacement
 * @param wins how often it was preferred; a tie counts half
 * @param comparisons in how many it was
 */
public record SourceStrength(
        String source, Optional<Double> strength, Optional<ConfidenceInterval> ci, double wins, double comparisons) {

    private static final int TIE = 3;

    static List<SourceStrength> of(QuestionRatings ratings, List<String> sources, int resamples, long seed) {
        int[] all = IntStream.range(0, ratings.cards().size()).toArray();
        double[][] wins = wins(ratings, sources, all);
        Optional<double[]> strengths = BradleyTerry.strengths(wins);
        RowBootstrap draws = QuestionRatings.draws(ratings.cards(), resamples, seed);
        List<SourceStrength> result = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            int source = i;
            double won = 0;
            double compared = 0;
            for (int j = 0; j < sources.size(); j++) {
                won += wins[i][j];
                compared += wins[i][j] + wins[j][i];
            }
            result.add(new SourceStrength(
                    sources.get(i),
                    strengths.map(found -> found[source]),
                    strengths.isEmpty()
                            ? Optional.empty()
                            : draws.interval(rows -> BradleyTerry.strengths(wins(ratings, sources, rows))
                                    .map(found -> found[source])
                                    .orElse(Double.NaN)),
                    won,
                    compared));
        }
        return result;
    }

    private static double[][] wins(QuestionRatings ratings, List<String> sources, int[] cards) {
        double[][] wins = new double[sources.size()][sources.size()];
        for (int place : cards) {
            Card card = ratings.cards().get(place);
            int one = sources.indexOf(card.rationales().get(0).source());
            int other = sources.indexOf(card.rationales().get(1).source());
            for (int rater = 0; rater < ratings.table().raters(); rater++) {
                double choice = ratings.table().rating(place, rater);
                if (!Double.isNaN(choice)) {
                    wins[one][other] += points(choice, 0);
                    wins[other][one] += points(choice, 1);
                }
            }
        }
        return wins;
    }

    /** What a choice gives the first rationale of a card, 0, or the second, 1. */
    private static double points(double choice, int rationale) {
        return choice == TIE ? 0.5 : choice == rationale + 1 ? 1 : 0;
    }

    private static int rationale(QuestionRatings ratings, int place, String source) {
        return ratings.cards().get(place).rationales().stream()
                .map(Card.Written::source)
                .toList()
                .indexOf(source);
    }

    /** Whether a card shows a source's rationale. */
    static boolean isCompared(QuestionRatings ratings, int place, String source) {
        return rationale(ratings, place, source) >= 0;
    }

    /** The share of a card's raters, in {@code [0, 1]}, who preferred a source's rationale; a tie counts half. */
    static double preference(QuestionRatings ratings, int place, String source) {
        int rationale = rationale(ratings, place, source);
        return IntStream.range(0, ratings.table().raters())
                .mapToDouble(rater -> ratings.table().rating(place, rater))
                .filter(choice -> !Double.isNaN(choice))
                .map(choice -> points(choice, rationale))
                .average()
                .orElse(Double.NaN);
    }
}
