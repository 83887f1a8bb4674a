package dev.scholium.rate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that was answered until some moment. Immutable.
 *
 * @param plan of the study
 * @param turns on which something was answered, by rater in the study's order, then by place
 * @param settled by card, then by question, what holds where raters disagreed
 */
public record Ratings(Plan plan, List<RatedTurn> turns, Map<String, Map<String, Integer>> settled) {

    /** Copies. */
    public Ratings {
        turns = List.copyOf(turns);
        settled = Map.copyOf(settled);
    }

    /**
     * What a rater answered.
     *
     * @param rater a name of the study
     * @return by place
     */
    public Map<Integer, RatedTurn> of(String rater) {
        Map<Integer, RatedTurn> own = new TreeMap<>();
        turns.stream()
                .filter(turn -> turn.rater().equals(rater))
                .forEach(turn -> own.put(turn.turn().place(), turn));
        return own;
    }

    /** {@return the turns of a kind that are done} */
    List<RatedTurn> done(Turn.Kind kind) {
        return turns.stream()
                .filter(turn -> turn.doneAt().isPresent() && turn.turn().kind() == kind)
                .toList();
    }

    /** {@return what the owner settled of a card's question} */
    Optional<Integer> settled(String card, String question) {
        return Optional.ofNullable(settled.getOrDefault(card, Map.of()).get(question));
    }

    /** Puts the answers of a store together. */
    static final class Builder {

        private final Plan plan;
        private final Map<String, Map<Integer, Map<String, Integer>>> answers = new HashMap<>();
        private final Map<String, Map<Integer, RatedTurn>> turns = new HashMap<>();
        private final Map<String, Map<String, Integer>> settled = new HashMap<>();

        Builder(Plan plan) {
            this.plan = plan;
        }

        void answer(String rater, int place, String question, int value) {
            answers.computeIfAbsent(rater, key -> new HashMap<>())
                    .computeIfAbsent(place, key -> new HashMap<>())
                    .put(question, value);
        }

        void turn(String rater, int place, double seconds, String comment, Optional<String> doneAt) {
            turns.computeIfAbsent(rater, key -> new HashMap<>())
                    .put(place, new RatedTurn(rater, plan.of(rater).get(place), Map.of(), comment, seconds, doneAt));
        }

        void settled(String card, Map<String, Integer> values) {
            settled.computeIfAbsent(card, key -> new TreeMap<>()).putAll(values);
        }

        Ratings build() {
            List<RatedTurn> all = new ArrayList<>();
            plan.turns()
                    .forEach((rater, own) -> own.forEach(turn -> {
                        Map<String, Integer> given =
                                answers.getOrDefault(rater, Map.of()).getOrDefault(turn.place(), Map.of());
                        RatedTurn spent = turns.getOrDefault(rater, Map.of()).get(turn.place());
                        if (spent != null) {
                            all.add(new RatedTurn(
                                    rater, turn, given, spent.comment(), spent.seconds(), spent.doneAt()));
                        } else if (!given.isEmpty()) {
                            all.add(new RatedTurn(rater, turn, given, "", 0, Optional.empty()));
                        }
                    }));
            return new Ratings(plan, all, settled);
        }
    }
}
