package dev.scholium.teacher;

import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.TeacherPrice;
import dev.scholium.teacher.price.TokenEstimate;
import dev.scholium.teacher.price.Usd;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What one teacher's requests may cost, do cost and may have cost, on the account of a run. */
public final class Charges {

    /** A proxy lost sight of the server behind it, which may have answered, and billed. */
    private static final Set<Integer> BILLED_PERHAPS = Set.of(200, 502, 504, 520, 524);

    private static final Usd NO_LIMIT = new Usd(Long.MAX_VALUE);

    private final TeacherConfig config;
    private final TeacherPrice price;
    private final Ledger ledger;

    private Charges(TeacherConfig config, TeacherPrice price, Ledger ledger) {
        this.config = config;
        this.price = price;
        this.ledger = ledger;
    }

    /**
     * Charges of requests that are sent one by one.
     *
     * @param config who is asked, with its prices and budget
     * @param journal holds the run's account
     * @return its charges
     */
    public static Charges live(TeacherConfig config, Journal journal) {
        return new Charges(config, TeacherPrice.of(config), journal.ledger());
    }

    /**
     * Charges of requests in batch jobs.
     *
     * @param config who is asked, with its prices and budget
     * @param journal holds the run's account
     * @return its charges
     */
    public static Charges batch(TeacherConfig config, Journal journal) {
        return new Charges(config, TeacherPrice.of(config).batch(), journal.ledger());
    }

    /**
     * Refuses a teacher whose price is known nowhere, unless the recipe allows it; to be called before anything is
     * sent.
     *
     * @throws dev.scholium.failure.ScholiumException if it must not be asked
     */
    public void check() {
        price.check(config);
    }

    /**
     * The most that sending a prompt once can cost.
     *
     * @param prompt what is asked
     * @return the amount to reserve; absent if the price is unknown
     */
    public @Nullable Usd most(Prompt prompt) {
        ModelPrice token = price.price();
        if (token == null || token.isFree()) {
            return token == null ? null : Usd.ZERO;
        }
        return token.most(TokenEstimate.of(prompt, config));
    }

    /**
     * What a reply cost.
     *
     * @param usage tokens as the provider counted them
     * @param most what was reserved
     * @return its exact cost, or all that was reserved where the provider did not count; absent if the price is unknown
     */
    public @Nullable Usd of(TokenUsage usage, @Nullable Usd most) {
        ModelPrice token = price.price();
        if (token == null) {
            return null;
        }
        boolean counted = usage.promptTokens() > 0 || usage.completionTokens() > 0;
        return counted || most == null ? token.of(usage) : most;
    }

    /**
     * What an attempt that failed may have cost.
     *
     * @param fault how it failed
     * @param most what was reserved
     * @return nothing where the server said that it did nothing, or was not reached; all that was reserved where a
     *     reply may have been made and lost; absent if the price is unknown
     */
    public @Nullable Usd of(TeacherFault fault, @Nullable Usd most) {
        if (most == null) {
            return null;
        }
        boolean perhaps = fault.status() == 0
                ? fault.kind() != TeacherFault.Kind.UNREACHABLE
                : BILLED_PERHAPS.contains(fault.status());
        return perhaps ? most : Usd.ZERO;
    }

    boolean reserve(@Nullable Usd most, BooleanSupplier stopped) {
        return ledger.reserve(Objects.requireNonNullElse(most, Usd.ZERO), budget(), stopped);
    }

    void settle(@Nullable Usd most, @Nullable Usd cost) {
        ledger.settle(Objects.requireNonNullElse(most, Usd.ZERO), Objects.requireNonNullElse(cost, Usd.ZERO));
    }

    /**
     * Reserves for a request of a batch job.
     *
     * @param most the most that it may cost; absent if the price is unknown
     * @return whether the budget allows it to be part of the job
     */
    public boolean reserveForBatch(@Nullable Usd most) {
        return ledger.reserveForBatch(Objects.requireNonNullElse(most, Usd.ZERO), budget());
    }

    /**
     * Notes what a request of a batch job cost.
     *
     * @param most what was reserved for it; absent if the price was unknown
     * @param cost what it cost; absent if the price is unknown
     */
    public void settleBatch(@Nullable Usd most, @Nullable Usd cost) {
        ledger.settleBatch(Objects.requireNonNullElse(most, Usd.ZERO), Objects.requireNonNullElse(cost, Usd.ZERO));
    }

    private Usd budget() {
        Double budget = config.budgetUsd();
        return budget == null ? NO_LIMIT : Usd.of(budget);
    }

    /** {@return what a token costs, and where that is written} */
    public TeacherPrice price() {
        return price;
    }

    /**
     * The line for a run that its budget stops.
     *
     * @param most what the next request may cost
     * @return what was spent and reserved, and how to go on
     */
    public String exhausted(Usd most) {
        return "the budget allows no further request: spent " + ledger.spent() + ", reserved " + ledger.reserved()
                + ", next request up to " + most + ", budget " + budget()
                + "; raise teacher.budget_usd and run the same command again, all replies are kept";
    }

    /**
     * The line for a server that bills more than it can.
     *
     * @param cost what it billed
     * @param most what was reserved
     * @return both, and what to do
     */
    public String overbilled(Usd cost, Usd most) {
        return "the server billed " + cost + " for one request, but no more than " + most
                + " was possible and reserved; spent " + ledger.spent()
                + ", all replies are kept; check the prices, max_tokens and max_hidden_tokens before going on";
    }
}
