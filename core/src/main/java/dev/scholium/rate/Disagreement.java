package dev.scholium.rate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A card of whose question raters gave answers that lie apart: by two points or more on a scale, or at all in a
 * comparison of two.
 *
 * @param card what was rated
 * @param question what was asked
 * @param values by rater
 * @param comments of these raters, as {@code rater: comment}
 * @param settled what the owner decided; empty until then
 */
public record Disagreement(
        Card card, Question question, Map<String, Integer> values, List<String> comments, Optional<Integer> settled) {

    private static final int POINTS = 2;

    /** Copies and keeps the order. */
    public Disagreement {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        comments = List.copyOf(comments);
    }

    /**
     * Tells how far the answers lie apart: in points of a scale; of pairs 2 where raters prefer different sources, 1
     * where some prefer one and others none.
     *
     * @return 0 where they agree
     */
    public int spread() {
        int lowest = Collections.min(values.values());
        int highest = Collections.max(values.values());
        if (card.rationales().size() == 1 || lowest == highest) {
            return highest - lowest;
        }
        return values.values().containsAll(List.of(1, 2)) ? 2 : 1; // 3 is neither
    }

    /**
     * Finds all of them.
     *
     * @param ratings what was answered until now
     * @return those to settle first, the widest apart first
     */
    public static List<Disagreement> of(Ratings ratings) {
        Study study = ratings.plan().study();
        Map<String, List<RatedTurn>> byCard = ratings.done(Turn.Kind.FIRST).stream()
                .collect(Collectors.groupingBy(turn -> turn.turn().card().id()));
        List<Disagreement> found = new ArrayList<>();
        for (Card card : ratings.plan().cards()) {
            List<RatedTurn> turns = byCard.getOrDefault(card.id(), List.of());
            for (Question question : study.questions()) {
                Disagreement one = of(ratings, card, question, turns);
                if (one.values().size() > 1 && one.spread() >= (study.form() == Study.Form.PAIRS ? 1 : POINTS)) {
                    found.add(one);
                }
            }
        }
        found.sort(Comparator.comparing((Disagreement one) -> one.settled().isPresent())
                .thenComparing(Comparator.comparingInt(Disagreement::spread).reversed()));
        return found;
    }

    private static Disagreement of(Ratings ratings, Card card, Question question, List<RatedTurn> turns) {
        Map<String, Integer> values = new LinkedHashMap<>();
        List<String> comments = new ArrayList<>();
        for (RatedTurn turn : turns) {
            double value = turn.value(question.name());
            if (!Double.isNaN(value)) {
                values.put(turn.rater(), (int) value);
                if (!turn.comment().isBlank()) {
                    comments.add(turn.rater() + ": " + turn.comment());
                }
            }
        }
        return new Disagreement(card, question, values, comments, ratings.settled(card.id(), question.name()));
    }
}
