package dev.scholium.rate;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a rater answered on one screen.
 *
 * @param rater who
 * @param turn what was shown
 * @param answers by question: a value of the study, or 0 for "cannot judge"
 * @param comment may be empty
 * @param seconds spent while the page was in sight
 * @param doneAt when the rater went on, in ISO 8601; empty while something is missing
 */
public record RatedTurn(
        String rater,
        Turn turn,
        Map<String, Integer> answers,
        String comment,
        double seconds,
        Optional<String> doneAt) {

    /** Copies, in the order of the questions' names. */
    public RatedTurn {
        answers = Collections.unmodifiableMap(new TreeMap<>(answers));
    }

    /**
     * One rating.
     *
     * @param question its name
     * @return the value; NaN where there is none, or the rater could not judge
     */
    double value(String question) {
        int value = answers.getOrDefault(question, RatingStore.CANNOT_JUDGE);
        return value == RatingStore.CANNOT_JUDGE ? Double.NaN : value;
    }
}
