package dev.scholium.rate;

import dev.scholium.data.SeededOrder;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.rate.Card.Written;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Who rates what in which order: a pure function of the study and its cards. Immutable.
 *
 * @param study what it was made for
 * @param cards what is rated, without practice
 * @param turns each rater's screens in order, by the rater's name
 */
public record Plan(Study study, List<Card> cards, Map<String, List<Turn>> turns) {

    /** Copies and keeps the order. */
    public Plan {
        cards = List.copyOf(cards);
        turns = Collections.unmodifiableMap(new LinkedHashMap<>(turns));
    }

    /**
     * Makes the plan: the first cards of a shuffled order go to all raters, each other one to those who have the
     * fewest.
     *
     * @param study who rates how much
     * @param cards what is rated
     * @return the plan
     * @throws ScholiumException if a rater would have too few cards to repeat some
     */
    public static Plan of(Study study, List<Card> cards) {
        SplittableRandom random = new SplittableRandom(study.seed() ^ 0x9E3779B97F4A7C15L);
        List<Card> shuffled = new ArrayList<>(cards);
        SeededOrder.shuffle(shuffled, random);
        Map<String, List<Card>> assigned = new LinkedHashMap<>();
        study.raters().names().forEach(name -> assigned.put(name, new ArrayList<>()));
        for (int i = 0; i < shuffled.size(); i++) {
            Card card = shuffled.get(i);
            List<String> names = new ArrayList<>(study.raters().names());
            SeededOrder.shuffle(names, random);
            names.sort(Comparator.comparingInt(name -> cardsOf(assigned, name).size()));
            int wanted =
                    i < study.raters().all() ? names.size() : study.raters().perCard();
            names.subList(0, wanted).forEach(name -> cardsOf(assigned, name).add(card));
        }
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        assigned.forEach((name, own) -> turns.put(name, turns(study, name, own, random.split())));
        return new Plan(study, cards, turns);
    }

    private static List<Card> cardsOf(Map<String, List<Card>> assigned, String rater) {
        return assigned.getOrDefault(rater, List.of());
    }

    private static List<Turn> turns(Study study, String rater, List<Card> own, SplittableRandom random) {
        int repeated = study.raters().repeated();
        if (repeated > own.size() / 2) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "raters.repeated: at most half of a rater's cards can be repeated, but " + rater + " has "
                            + own.size() + " and " + repeated + " are wanted");
        }
        SeededOrder.shuffle(own, random);
        List<Turn> turns = new ArrayList<>();
        for (Study.PracticeRow row : study.practice()) {
            add(turns, practice(turns.size(), row), Turn.Kind.PRACTICE, false);
        }
        // repeated ones are of the first half and come back in the last: others lie between
        List<Card> again = new ArrayList<>(own.subList(0, own.size() / 2));
        SeededOrder.shuffle(again, random);
        List<Map.Entry<Card, Turn.Kind>> rest = new ArrayList<>();
        own.forEach(card -> rest.add(Map.entry(card, Turn.Kind.FIRST)));
        for (Card card : again.subList(0, repeated)) {
            int from = own.size() / 2 + own.size() / 4;
            rest.add(from + random.nextInt(rest.size() - from + 1), Map.entry(card, Turn.Kind.AGAIN));
        }
        rest.forEach(entry -> add(turns, entry.getKey(), entry.getValue(), random.nextBoolean()));
        return List.copyOf(turns);
    }

    private static void add(List<Turn> turns, Card card, Turn.Kind kind, boolean swapped) {
        turns.add(
                new Turn(turns.size(), card, kind, swapped && card.rationales().size() == 2));
    }

    private static Card practice(int number, Study.PracticeRow row) {
        return new Card(
                "p" + (number + 1),
                "",
                row.fields(),
                row.label(),
                "",
                row.rationale().stream()
                        .map(text -> new Written("", text, Map.of()))
                        .toList(),
                Optional.empty());
    }

    /**
     * A rater's screens.
     *
     * @param rater a name of the study
     * @return the turns in order
     * @throws IllegalArgumentException if there is no such rater
     */
    public List<Turn> of(String rater) {
        List<Turn> own = turns.get(rater);
        if (own == null) {
            throw new IllegalArgumentException(rater + " is no rater of the study, only " + turns.keySet());
        }
        return own;
    }
}
