package dev.scholium.run;

import dev.scholium.augment.Forecast;
import dev.scholium.teacher.price.TokenSpan;
import dev.scholium.teacher.price.Usd;
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
 * @param sources by source and split
 * @param total all of them
 * @param answeredUnderOtherSettings questions that another model or other settings have answered: changing them buys
 *     these anew
 * @param answersToOtherPrompts this teacher's answers to prompts that are not asked now: changing a prompt buys anew
 * @param unknownOutcome requests in the journal that a crash left with an unknown outcome
 * @param spentUsd what the run has spent so far, over all its sessions
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
        List<Line> sources,
        Line total,
        long answeredUnderOtherSettings,
        long answersToOtherPrompts,
        long unknownOutcome,
        double spentUsd,
        @Nullable Double budgetUsd,
        String verdict,
        double minutesAtLeast) {

    /**
     * One source and split, or all together.
     *
     * @param name source; {@code all} for the sum
     * @param split which rows; {@code all} for the sum
     * @param rows rows
     * @param questions different questions about them
     * @param inJournal those that need no further answer
     * @param toAsk requests that would be sent
     * @param input tokens of these requests
     * @param output tokens of their answers
     * @param lowUsd at the fewest tokens that are likely; absent if the price is unknown
     * @param expectedUsd at the best guess; absent if the price is unknown
     * @param worstUsd what would be reserved: they cannot cost more, each sent once; absent if the price is unknown
     * @param savedUsd what asking equal questions once saves; absent if the price is unknown
     */
    public record Line(
            String name,
            String split,
            long rows,
            long questions,
            long inJournal,
            long toAsk,
            TokenSpan input,
            TokenSpan output,
            @Nullable Double lowUsd,
            @Nullable Double expectedUsd,
            @Nullable Double worstUsd,
            @Nullable Double savedUsd) {

        static Line of(Forecast forecast) {
            return of(forecast, forecast.split().word());
        }

        static Line of(Forecast forecast, String split) {
            return new Line(
                    forecast.name(),
                    split,
                    forecast.rows(),
                    forecast.questions(),
                    forecast.inJournal(),
                    forecast.toAsk(),
                    forecast.input(),
                    forecast.output(),
                    dollars(forecast.low()),
                    dollars(forecast.expected()),
                    dollars(forecast.worst()),
                    dollars(forecast.saved()));
        }

        private static @Nullable Double dollars(@Nullable Usd amount) {
            return amount == null ? null : amount.dollars();
        }
    }
}
