package dev.scholium.rate;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.RankCorrelation;
import dev.scholium.evaluate.agreement.RowBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How ratings go with what the student answered to the same rows: Spearman's correlation. It is no cause.
 *
 * @param source whose rationales were rated; empty for all
 * @param with {@code correct} or {@code confidence}
 * @param rho in {@code [-1, 1]}
 * @param ci 95 % interval over premises drawn with replacement
 * @param cards how many
 */
public record StudentRelation(String source, String with, double rho, Optional<ConfidenceInterval> ci, int cards) {

    /** For all sources together and each alone, where there are {@value RankCorrelation#FEWEST} cards or more. */
    static List<StudentRelation> of(QuestionRatings ratings, int resamples, long seed) {
        Set<String> sources = new LinkedHashSet<>(List.of(""));
        ratings.cards().forEach(card -> sources.add(card.rationales().get(0).source()));
        List<StudentRelation> relations = new ArrayList<>();
        for (String source : sources) {
            int[] places = Arrays.stream(SourceMean.places(ratings, source, ""))
                    .filter(i -> ratings.cards().get(i).student().isPresent())
                    .toArray();
            if (places.length >= RankCorrelation.FEWEST && (sources.size() > 2 || !source.isEmpty())) {
                relations.add(of(ratings, source, "correct", places, StudentRelation::correct, resamples, seed));
                relations.add(of(ratings, source, "confidence", places, StudentRelation::confidence, resamples, seed));
            }
        }
        return relations;
    }

    private static StudentRelation of(
            QuestionRatings ratings,
            String source,
            String with,
            int[] places,
            ToDoubleFunction<Card> answer,
            int resamples,
            long seed) {
        List<Card> cards = Arrays.stream(places).mapToObj(ratings.cards()::get).toList();
        double[] values =
                Arrays.stream(places).mapToDouble(i -> ratings.means().get(i)).toArray();
        double[] answers = cards.stream().mapToDouble(answer).toArray();
        RowBootstrap draws = QuestionRatings.draws(cards, resamples, seed);
        return new StudentRelation(
                source,
                with,
                RankCorrelation.of(values, answers).rho(),
                draws.interval(rows -> rows.length < RankCorrelation.FEWEST
                        ? Double.NaN
                        : RankCorrelation.of(chosen(values, rows), chosen(answers, rows))
                                .rho()),
                places.length);
    }

    private static double[] chosen(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
    }

    private static double correct(Card card) {
        return card.student().map(answer -> answer.correct() ? 1.0 : 0.0).orElseThrow();
    }

    private static double confidence(Card card) {
        return card.student().map(Card.StudentAnswer::confidence).orElseThrow();
    }
}
