package dev.scholium.augment;

import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.JournalEntry;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.OutputTokens;
import dev.scholium.teacher.price.TokenEstimate;
import dev.scholium.teacher.price.TokenSpan;
import dev.scholium.teacher.price.Usd;
import org.jspecify.annotations.Nullable;

/** Adds up what one source and split, or one augmentation, would ask. One thread. */
public final class ForecastCount {

    private final Forecaster forecaster;
    private final Asker asker;
    private final @Nullable ModelPrice price;
    private final OutputTokens outputTokens;
    private final long answeredBefore;
    private long rows;
    private long questions;
    private long toAsk;
    private long likelyThen;
    private long mostThen;
    private long saved;
    private long changed;
    private long unknown;
    private long underWay;
    private TokenSpan input = TokenSpan.NONE;
    private Usd worstNext = Usd.ZERO;
    private Usd worst = Usd.ZERO;

    ForecastCount(Forecaster forecaster, Asker asker, @Nullable ModelPrice price, OutputTokens outputTokens) {
        this.forecaster = forecaster;
        this.asker = asker;
        this.price = price;
        this.outputTokens = outputTokens;
        this.answeredBefore = forecaster.answered();
    }

    /** A row comes in. */
    public void row() {
        rows++;
    }

    /**
     * Something is asked about a row, now or before.
     *
     * @param first what is asked first
     */
    public void question(Question first) {
        if (forecaster.isWanted(first)) {
            questions++;
        }
    }

    /**
     * A question must be asked.
     *
     * @param next the question
     * @param isExpected whether it is asked if all goes well; otherwise it counts for the worst alone
     * @return whether it was not counted before
     */
    public boolean ask(Question next, boolean isExpected) {
        if (!forecaster.isPending(next)) {
            saved += isExpected ? 1 : 0;
            return false;
        }
        JournalEntry entry = asker.find(next);
        if (entry instanceof JournalEntry.Asked asked && asked.underWay()) {
            underWay++; // reserved and counted as spent already
            return true;
        }
        Prompt sent = asker.sent(next).prompt();
        Usd most = most(sent);
        worst = worst.plus(most);
        if (isExpected) {
            toAsk++;
            input = input.plus(forecaster.tokens(sent));
            worstNext = worstNext.plus(most);
            changed += forecaster.isAnsweredUnderOtherSettings(sent) ? 1 : 0;
            unknown += entry instanceof JournalEntry.Asked ? 1 : 0;
        } else {
            mostThen++;
        }
        return true;
    }

    /**
     * What follows a question.
     *
     * @param ahead the question and what may follow
     * @param isExpected whether it is asked if all goes well
     */
    public void follow(Ahead ahead, boolean isExpected) {
        if (isExpected) {
            for (Question likely : ahead.likely()) {
                likelyThen++;
                input = input.plus(forecaster.tokens(asker.sent(likely).prompt()));
            }
        }
        for (PossibleRequests possible : ahead.possible()) {
            mostThen += possible.times();
            worst = worst.plus(
                    most(asker.sent(Question.of(possible.longest())).prompt()).times(possible.times()));
        }
    }

    private Usd most(Prompt sent) {
        return price == null ? Usd.ZERO : price.most(TokenEstimate.of(sent, asker.config()));
    }

    /** {@return what is to ask, and what likely follows, costs at the best guess; zero if the price is unknown} */
    public Usd expected() {
        return cost(input.expected(), outputTokens.of(toAsk + likelyThen).expected());
    }

    private Usd cost(long input, long output) {
        return price == null ? Usd.ZERO : price.of(new TokenUsage(input, output));
    }

    /**
     * The sum.
     *
     * @param name of the source or augmentation
     * @param split which rows
     * @return what was counted
     */
    public Forecast forecast(String name, String split) {
        TokenSpan output = outputTokens.of(toAsk + likelyThen);
        Usd expected = cost(input.expected(), output.expected());
        Usd savedCost = toAsk == 0 ? Usd.ZERO : new Usd(expected.picos() / toAsk).times(saved);
        return new Forecast(
                name,
                split,
                rows,
                questions,
                forecaster.answered() - answeredBefore,
                toAsk,
                likelyThen,
                mostThen,
                saved,
                changed,
                unknown,
                underWay,
                input,
                output,
                price == null
                        ? null
                        : new Forecast.Cost(cost(input.low(), output.low()), expected, worstNext, worst, savedCost));
    }
}
