package dev.scholium.run;

import dev.scholium.augment.Forecast;
import dev.scholium.teacher.price.TokenSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a recipe's teacher would be asked and what that would cost; nothing was sent, and nothing written.
 *
 * @param model who would be asked
 * @param price USD per million tokens; empty if unknown
 * @param priceOrigin where the price is from
 * @param unpricedRefused whether the run would stop since no price is known
 * @param tokensCounted whether input tokens are counted by the model's tokenizer rather than estimated
 * @param outputBasis from how many earlier answers the length of further ones is guessed; 0 for a rule of thumb
 * @param redact names of the rules by which private texts would be taken out; their tokens are not counted
 * @param sources by source and split, and by augmentation
 * @param total all of them
 * @param answersToOtherPrompts this teacher's answers to prompts that are not asked now: changing a prompt buys anew
 * @param unknownOutcome requests in the journal that a crash left with an unknown outcome
 * @param spentUsd what the run has spent so far, over all its sessions, and what is reserved for its batch jobs
 * @param budgetUsd what it may cost; absent for no limit
 * @param verdict whether the budget suffices, in one sentence
 * @param minutesAtLeast how long the requests take at the allowed rate
 */
public record DryRun(
        String model,
        String price,
        String priceOrigin,
        boolean unpricedRefused,
        boolean tokensCounted,
        long outputBasis,
        List<String> redact,
        List<Line> sources,
        Line total,
        long answersToOtherPrompts,
        long unknownOutcome,
        double spentUsd,
        @Nullable Double budgetUsd,
        String verdict,
        double minutesAtLeast) {

    /** Copies. */
    public DryRun {
        redact = List.copyOf(redact);
        sources = List.copyOf(sources);
    }

    /**
     * One source and split, one augmentation, or all together.
     *
     * @param name source or augmentation; {@code all} for the sum
     * @param split which rows, {@code new rows} for an augmentation; {@code all} for the sum
     * @param rows rows
     * @param questions different first questions about them
     * @param inJournal requests that the journal answers: nothing to pay
     * @param toAsk requests that would be sent next
     * @param likelyThen requests that follow if each answer can be used
     * @param mostThen requests that can follow at most: repairs, asking again, new rows where others were not taken
     * @param saved requests that asking equal questions once saves
     * @param changed those to ask that another model or other settings have answered
     * @param unknown those to ask that were sent before with an unknown outcome
     * @param underWay requests that an open batch job, or another process, will answer
     * @param input tokens of the requests to ask and the likely ones
     * @param output tokens of their answers
     * @param lowUsd at the fewest tokens that are likely; absent if the price is unknown
     * @param expectedUsd at the best guess; absent if the price is unknown
     * @param worstNextUsd what would be reserved for those to ask, each sent once; absent if the price is unknown
     * @param worstUsd the same with all that can follow; absent if the price is unknown
     * @param savedUsd what asking equal questions once saves; absent if the price is unknown
     */
    public record Line(
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
            @Nullable Double lowUsd,
            @Nullable Double expectedUsd,
            @Nullable Double worstNextUsd,
            @Nullable Double worstUsd,
            @Nullable Double savedUsd) {

        static Line of(Forecast forecast) {
            Forecast.Cost cost = forecast.cost();
            return new Line(
                    forecast.name(),
                    forecast.split(),
                    forecast.rows(),
                    forecast.questions(),
                    forecast.inJournal(),
                    forecast.toAsk(),
                    forecast.likelyThen(),
                    forecast.mostThen(),
                    forecast.saved(),
                    forecast.changed(),
                    forecast.unknown(),
                    forecast.underWay(),
                    forecast.input(),
                    forecast.output(),
                    cost == null ? null : cost.low().dollars(),
                    cost == null ? null : cost.expected().dollars(),
                    cost == null ? null : cost.worstNext().dollars(),
                    cost == null ? null : cost.worst().dollars(),
                    cost == null ? null : cost.saved().dollars());
        }
    }
}
