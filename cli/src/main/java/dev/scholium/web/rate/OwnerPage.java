package dev.scholium.web.rate;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.agreement.Agreement;
import dev.scholium.rate.Card;
import dev.scholium.rate.Disagreement;
import dev.scholium.rate.QuestionResult;
import dev.scholium.rate.RaterProgress;
import dev.scholium.rate.Ratings;
import dev.scholium.rate.StudyResults;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What who leads a study sees.
 *
 * @param results figures so far
 * @param progress of each rater
 * @param disagreements to settle, and settled ones
 * @param largest value of an answer
 */
public record OwnerPage(
        StudyResults results, List<RaterProgress> progress, List<Disagreement> disagreements, int largest) {

    /** Intervals of a page that is looked at now and then are coarser than those of {@code rate agreement}. */
    private static final int RESAMPLES = 200;

    private static final int SHOWN = 50;

    private static final int MINUTE = "2026-01-02T12:00".length();

    /** Copies. */
    public OwnerPage {
        progress = List.copyOf(progress);
        disagreements = List.copyOf(disagreements);
    }

    static OwnerPage of(Ratings ratings) {
        return new OwnerPage(
                StudyResults.of(ratings, RESAMPLES),
                RaterProgress.of(ratings),
                Disagreement.of(ratings),
                ratings.plan().study().largest());
    }

    /** {@return how many are not settled} */
    public long open() {
        return disagreements.stream().filter(one -> one.settled().isEmpty()).count();
    }

    /** {@return those that the page shows} */
    public List<Disagreement> shown() {
        return disagreements.subList(0, Math.min(SHOWN, disagreements.size()));
    }

    /** {@return what a disagreement can be settled with} */
    public List<Integer> values() {
        return IntStream.rangeClosed(1, largest).boxed().toList();
    }

    /**
     * What an answer about a card means.
     *
     * @param card that it is about
     * @param value from 1
     * @return the point of a scale; for a pair the source that is better, or neither
     */
    public static String answer(Card card, int value) {
        if (card.rationales().size() < 2) {
            return String.valueOf(value);
        }
        return value > card.rationales().size()
                ? "neither"
                : card.rationales().get(value - 1).source();
    }

    /**
     * A question's figures as cells.
     *
     * @param result of a question
     * @return figure, value and interval of each
     */
    public List<List<String>> figures(QuestionResult result) {
        return result.agreement().stream().map(OwnerPage::figure).toList();
    }

    private static List<String> figure(Agreement agreement) {
        return List.of(
                agreement.measure().title(),
                number(agreement.value()),
                interval(agreement.ci()),
                String.valueOf(agreement.rows()));
    }

    /**
     * A number.
     *
     * @param value any
     * @return with two digits
     */
    public static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /**
     * When something was.
     *
     * @param instant in UTC, as it is kept; empty for never
     * @return the same to the minute
     */
    public static String time(String instant) {
        return instant.length() < MINUTE
                ? instant
                : instant.substring(0, MINUTE).replace('T', ' ') + " UTC";
    }

    /**
     * An interval.
     *
     * @param ci may be empty
     * @return {@code [low, high]}, or nothing
     */
    public static String interval(Optional<ConfidenceInterval> ci) {
        return ci.map(range -> range.text(1, 2)).orElse("");
    }
}
