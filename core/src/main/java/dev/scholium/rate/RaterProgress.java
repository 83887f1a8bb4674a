package dev.scholium.rate;

import java.util.List;

/**
 * How far a rater is.
 *
 * @param rater who
 * @param done screens that are done
 * @param screens how many there are
 * @param medianSeconds spent on a screen that is done; 0 before the first
 * @param last when the last one was done, in ISO 8601; empty before the first
 */
public record RaterProgress(String rater, int done, int screens, double medianSeconds, String last) {

    /**
     * How far all raters are.
     *
     * @param ratings what was answered until now
     * @return one a rater, in the study's order
     */
    public static List<RaterProgress> of(Ratings ratings) {
        return ratings.plan().turns().keySet().stream()
                .map(rater -> of(ratings, rater))
                .toList();
    }

    private static RaterProgress of(Ratings ratings, String rater) {
        List<RatedTurn> done = ratings.of(rater).values().stream()
                .filter(turn -> turn.doneAt().isPresent())
                .toList();
        List<Double> seconds = done.stream().map(RatedTurn::seconds).sorted().toList();
        return new RaterProgress(
                rater,
                done.size(),
                ratings.plan().of(rater).size(),
                seconds.isEmpty() ? 0 : seconds.get(seconds.size() / 2),
                done.stream()
                        .map(turn -> turn.doneAt().orElse(""))
                        .max(String::compareTo)
                        .orElse(""));
    }
}
