package dev.scholium.augment;

import dev.scholium.teacher.price.TokenSpan;
import dev.scholium.teacher.price.Usd;
import org.jspecify.annotations.Nullable;

/**
 * What asking for a split's rationales, or for new rows, would take, before anything is sent.
 *
 * @param name the source of rationales, or the augmentation
 * @param split which rows; {@code new rows} for an augmentation
 * @param rows rows that would come in
 * @param questions different first questions about them
 * @param inJournal requests on the way to their results that the journal answers: nothing to pay
 * @param toAsk requests that would be sent next, each once
 * @param likelyThen requests that follow these if each answer can be used
 * @param mostThen requests that can follow at most: repairs, asking again, and new rows where others were not taken
 * @param saved requests that equal questions would have taken more, had each row been asked
 * @param changed those to ask whose very messages another model, or other settings, have answered
 * @param unknown those to ask that were sent before with an unknown outcome
 * @param underWay requests that are not asked because an open batch job, or a living process, will answer them
 * @param input tokens of the requests to ask and the likely ones
 * @param output tokens of their answers
 * @param cost what they cost; absent if the price is unknown
 */
public record Forecast(
        String name,
        String split,
        long rows,
        long questions,
        long inJournal,
        long toAsk,
        long likelyThen,
        long mostThen,
        long saved,
        long changed,
        long unknown,
        long underWay,
        TokenSpan input,
        TokenSpan output,
        @Nullable Cost cost) {

    /**
     * What requests cost.
     *
     * @param low those to ask and the likely ones, at the fewest tokens that are likely
     * @param expected the same at the best guess
     * @param worstNext what would be reserved for those to ask: they cannot cost more, each sent once
     * @param worst what would be reserved for these and all that can follow
     * @param saved about what the requests cost that equal questions save
     */
    public record Cost(Usd low, Usd expected, Usd worstNext, Usd worst, Usd saved) {

        /** Nothing. */
        public static final Cost NONE = new Cost(Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO);

        /**
         * Adds up.
         *
         * @param other more costs
         * @return both together
         */
        public Cost plus(Cost other) {
            return new Cost(
                    low.plus(other.low),
                    expected.plus(other.expected),
                    worstNext.plus(other.worstNext),
                    worst.plus(other.worst),
                    saved.plus(other.saved));
        }
    }

    /**
     * Adds up.
     *
     * @param other another split's, or source's
     * @return both together, under this one's name and split
     */
    public Forecast plus(Forecast other) {
        Cost mine = cost;
        Cost others = other.cost;
        return new Forecast(
                name,
                split,
                rows + other.rows,
                questions + other.questions,
                inJournal + other.inJournal,
                toAsk + other.toAsk,
                likelyThen + other.likelyThen,
                mostThen + other.mostThen,
                saved + other.saved,
                changed + other.changed,
                unknown + other.unknown,
                underWay + other.underWay,
                input.plus(other.input),
                output.plus(other.output),
                mine == null || others == null ? null : mine.plus(others));
    }

    /**
     * The sum of forecasts.
     *
     * @param parts by source and split
     * @return all of them, named {@code all}; of no parts one without requests and cost
     */
    public static Forecast total(Iterable<Forecast> parts) {
        Forecast sum =
                new Forecast("all", "all", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, TokenSpan.NONE, TokenSpan.NONE, Cost.NONE);
        for (Forecast part : parts) {
            sum = sum.plus(part);
        }
        return sum;
    }
}
