package dev.scholium.recipe;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A recipe's sweep with all its trials.
 *
 * @param name the recipe's name
 * @param note the recipe's note
 * @param spec how it is carried out
 * @param rounds of successive halving, the last with all epochs; one round without halving
 * @param text the recipe as the user wrote it
 */
public record Sweep(String name, String note, SweepSpec spec, List<Round> rounds, String text) {

    /** Copies. */
    public Sweep {
        rounds = List.copyOf(rounds);
    }

    /** {@return the trials of the last round: those that are compared} */
    public List<SweepTrial> trials() {
        return rounds.get(rounds.size() - 1).trials();
    }

    /** {@return every trial of every round} */
    public Stream<SweepTrial> everyTrial() {
        return rounds.stream().flatMap(round -> round.trials().stream());
    }

    /**
     * The same with other ids, of trials that were begun when their points had other names.
     *
     * @param ids by the ids that they would have
     * @return a changed copy; what is not among them stays as it is
     */
    public Sweep withIds(Map<String, String> ids) {
        List<Round> renamed = rounds.stream()
                .map(round -> new Round(
                        round.epochs(),
                        round.trials().stream()
                                .map(trial -> trial.withId(ids.getOrDefault(trial.id(), trial.id())))
                                .toList()))
                .toList();
        return new Sweep(name, note, spec, renamed, text);
    }

    /**
     * Trainings of equal length.
     *
     * @param epochs of each; 0 for as many as the recipe says
     * @param trials in the order in which they are begun; no two have the same settings
     */
    public record Round(double epochs, List<SweepTrial> trials) {

        /** Copies. */
        public Round {
            trials = List.copyOf(trials);
        }
    }
}
