package dev.scholium.rate;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.RankCorrelation;
import dev.scholium.evaluate.agreement.RowBootstrap;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How ratings go with what the student answered to the same rows: Spearman's correlation. It is no cause.
 *
 * @param source whose rationales were rated, or in a study of pairs preferred; empty for all
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
        return sources.stream()
                .filter(source -> sources.size() > 2 || !source.isEmpty())
                .flatMap(source -> with(
                        source,
                        ratings,
                        Arrays.stream(SourceMean.places(ratings, source, "")),
                        place -> ratings.means().get(place),
                        resamples,
                        seed))
                .toList();
    }

    /** For each source and how often it was preferred; of two sources the other's preferences are the opposite. */
    static List<StudentRelation> ofPairs(QuestionRatings ratings, List<String> sources, int resamples, long seed) {
        return sources.stream()
                .limit(sources.size() == 2 ? 1 : sources.size())
                .flatMap(source -> with(
                        source,
                        ratings,
                        IntStream.range(0, ratings.cards().size())
                                .filter(place -> SourceStrength.isCompared(ratings, place, source)),
                        place -> SourceStrength.preference(ratings, place, source),
                        resamples,
                        seed))
                .toList();
    }

    /**
     * With being right and with confidence; nothing of fewer than {@value RankCorrelation#FEWEST} cards, nor where
     * ratings or answers are all the same.
     */
    private static Stream<StudentRelation> with(
            String source,
            QuestionRatings ratings,
            IntStream cards,
            IntToDoubleFunction rating,
            int resamples,
            long seed) {
        int[] places = cards.filter(
                        place -> ratings.cards().get(place).student().isPresent())
                .toArray();
        double[] values = Arrays.stream(places).mapToDouble(rating).toArray();
        List<Card> of = Arrays.stream(places).mapToObj(ratings.cards()::get).toList();
        return places.length < RankCorrelation.FEWEST
                ? Stream.empty()
                : Stream.of(
                                of(source, "correct", of, values, StudentRelation::correct, resamples, seed),
                                of(source, "confidence", of, values, StudentRelation::confidence, resamples, seed))
                        .filter(relation -> !Double.isNaN(relation.rho()));
    }

    private static StudentRelation of(
            String source,
            String with,
            List<Card> cards,
            double[] values,
            ToDoubleFunction<Card> answer,
            int resamples,
            long seed) {
        double[] answers = cards.stream().mapToDouble(answer).toArray();
        RowBootstrap draws = QuestionRatings.draws(cards, resamples, seed);
        return new StudentRelation(
                source,
                with,
                rho(values, answers),
                draws.interval(rows -> rho(chosen(values, rows), chosen(answers, rows))),
                cards.size());
    }

    /** NaN where there are too few numbers, or where one of both is always the same. */
    private static double rho(double[] values, double[] answers) {
        return values.length < RankCorrelation.FEWEST || isConstant(values) || isConstant(answers)
                ? Double.NaN
                : RankCorrelation.of(values, answers).rho();
    }

    private static boolean isConstant(double[] numbers) {
        return Arrays.stream(numbers).allMatch(number -> number == numbers[0]);
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
