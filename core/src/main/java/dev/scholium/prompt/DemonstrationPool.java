package dev.scholium.prompt;

import dev.scholium.data.Example;
import dev.scholium.data.SeededOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The worked examples that a run shows its teacher, chosen once for all its rows.
 *
 * <p>As many of each label as can be, in an order of labels that the seed chooses. A row is never shown itself, nor
 * another row with its first text (NLI: with its premise): the next worked example of the same label takes that place.
 * Immutable.
 */
public final class DemonstrationPool {

    private static final DemonstrationPool NONE = new DemonstrationPool(0, List.of());

    private final int count;
    private final List<List<Worked>> byLabel;

    /**
     * A row with the rationale that a good teacher would write.
     *
     * @param row of the training split, or of the template
     * @param rationale not blank
     */
    public record Worked(Example row, String rationale) {}

    private DemonstrationPool(int count, List<List<Worked>> byLabel) {
        this.count = count;
        this.byLabel = byLabel;
    }

    /** {@return a pool that shows nothing} */
    public static DemonstrationPool none() {
        return NONE;
    }

    /**
     * Shows a template's own worked examples, all of them in their order.
     *
     * @param worked what the template holds
     * @return the pool
     */
    public static DemonstrationPool written(List<Worked> worked) {
        return new DemonstrationPool(worked.size(), List.of(List.copyOf(worked)));
    }

    /**
     * Chooses what to show.
     *
     * @param count how many are shown before every question, at least 1
     * @param seed of the choice
     * @param candidates worked examples to choose from; of those with the same first text one is used
     * @return the pool
     * @throws IllegalArgumentException if there are not enough candidates that differ in their first text
     */
    public static DemonstrationPool choose(int count, long seed, List<Worked> candidates) {
        List<Worked> order = new ArrayList<>(candidates);
        SplittableRandom random = new SplittableRandom(seed);
        SeededOrder.shuffle(order, random);
        Map<String, Worked> distinct = new LinkedHashMap<>();
        order.forEach(worked -> distinct.putIfAbsent(firstText(worked.row()), worked));
        if (distinct.size() <= count) { // one more than is shown, since a row's own is left out
            throw new IllegalArgumentException("demonstrations: to show " + count + ", " + (count + 1)
                    + " worked examples with different texts are needed, but there are " + distinct.size());
        }
        Map<String, List<Worked>> byLabel = new LinkedHashMap<>();
        distinct.values()
                .forEach(worked -> byLabel.computeIfAbsent(worked.row().label(), label -> new ArrayList<>())
                        .add(worked));
        List<List<Worked>> kept = new ArrayList<>();
        for (List<Worked> ofLabel : byLabel.values()) {
            kept.add(List.copyOf(ofLabel.subList(0, Math.min(ofLabel.size(), count + 1))));
        }
        return new DemonstrationPool(count, kept);
    }

    /**
     * The worked examples to show before a question.
     *
     * @param row what the question is about
     * @return as many as the pool shows, of other rows; fewer if the template holds no more
     */
    public List<Worked> shownFor(Example row) {
        List<Worked> shown = new ArrayList<>();
        String own = firstText(row);
        int rounds = byLabel.stream().mapToInt(List::size).max().orElse(0);
        for (int round = 0; round < rounds; round++) {
            for (List<Worked> ofLabel : byLabel) {
                List<Worked> others = ofLabel.stream()
                        .filter(worked -> !firstText(worked.row()).equals(own))
                        .toList();
                if (round < others.size() && shown.size() < count) {
                    shown.add(others.get(round));
                }
            }
        }
        return shown;
    }

    /** {@return uids of the rows that are shown unless the question is about one of them, in order} */
    public List<String> uids() {
        return shownFor(new Example("", Map.of("", ""), "", Map.of())).stream()
                .map(worked -> worked.row().uid())
                .toList();
    }

    private static String firstText(Example row) {
        return row.fields().values().iterator().next().strip();
    }
}
