package dev.scholium.rate;

import dev.scholium.evaluate.ConfidenceInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The mean rating of a source's rationales.
 *
 * @param source who wrote them
 * @param label gold label of their rows; empty for all
 * @param mean over cards of a card's mean rating, in points
 * @param ci 95 % interval over premises drawn with replacement; empty for one premise
 * @param cards how many
 */
public record SourceMean(String source, String label, double mean, Optional<ConfidenceInterval> ci, int cards) {

    /** For each source the mean of all its cards, then of each label. */
    static List<SourceMean> of(QuestionRatings ratings, int resamples, long seed) {
        Set<String> sources = new LinkedHashSet<>();
        Set<String> labels = new LinkedHashSet<>(List.of(""));
        for (Card card : ratings.cards()) {
            sources.add(card.rationales().get(0).source());
            labels.add(card.goldLabel());
        }
        List<SourceMean> means = new ArrayList<>();
        for (String source : sources) {
            for (String label : labels) {
                int[] places = places(ratings, source, label);
                if (places.length > 0) {
                    means.add(of(ratings, source, label, places, resamples, seed));
                }
            }
        }
        return means;
    }

    private static SourceMean of(
            QuestionRatings ratings, String source, String label, int[] places, int resamples, long seed) {
        List<Card> cards = Arrays.stream(places).mapToObj(ratings.cards()::get).toList();
        double[] values =
                Arrays.stream(places).mapToDouble(i -> ratings.means().get(i)).toArray();
        return new SourceMean(
                source,
                label,
                Arrays.stream(values).average().orElseThrow(),
                QuestionRatings.draws(cards, resamples, seed)
                        .interval(rows -> Arrays.stream(rows)
                                .mapToDouble(i -> values[i])
                                .average()
                                .orElse(Double.NaN)),
                places.length);
    }

    static int[] places(QuestionRatings ratings, String source, String label) {
        return IntStream.range(0, ratings.cards().size())
                .filter(i -> {
                    Card card = ratings.cards().get(i);
                    return (source.isEmpty()
                                    || card.rationales().get(0).source().equals(source))
                            && (label.isEmpty() || card.goldLabel().equals(label));
                })
                .toArray();
    }
}
