package dev.scholium.rate;

import dev.scholium.evaluate.agreement.RatingTable;
import dev.scholium.evaluate.agreement.RowBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ratings that count of one question.
 *
 * @param cards with one rating or more, in the study's order
 * @param table one line a card, one column a rater
 * @param means of each card's ratings
 */
record QuestionRatings(List<Card> cards, RatingTable table, List<Double> means) {

    static QuestionRatings of(Ratings ratings, String question) {
        Study study = ratings.plan().study();
        List<String> raters = study.raters().names();
        Map<String, double[]> given = new TreeMap<>();
        for (RatedTurn rated : ratings.done(Turn.Kind.FIRST)) {
            double[] row = given.computeIfAbsent(rated.turn().card().id(), id -> missing(raters.size()));
            row[raters.indexOf(rated.rater())] = rated.value(question);
        }
        List<Card> cards = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        for (Card card : ratings.plan().cards()) {
            double[] row = given.getOrDefault(card.id(), missing(raters.size()));
            if (!Arrays.stream(row).allMatch(Double::isNaN)) {
                cards.add(card);
                rows.add(row);
            }
        }
        double[][] table = rows.toArray(double[][]::new);
        return new QuestionRatings(
                cards,
                new RatingTable(table, study.values()),
                Arrays.stream(table).map(QuestionRatings::mean).toList());
    }

    private static double[] missing(int raters) {
        double[] row = new double[raters];
        Arrays.fill(row, Double.NaN);
        return row;
    }

    private static double mean(double[] row) {
        return Arrays.stream(row)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** Draws of whole premises, so that cards about one stay together. */
    static RowBootstrap draws(List<Card> cards, int resamples, long seed) {
        return RowBootstrap.clustered(cards.stream().map(Card::premise).toList(), resamples, seed);
    }
}
