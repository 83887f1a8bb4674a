package dev.scholium.run;

import dev.scholium.teacher.Ledger;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.TeacherPrice;
import org.jspecify.annotations.Nullable;

/**
 * What a run's teacher has cost, in the manifest; exact, by the journal.
 *
 * @param teacher the model
 * @param price USD per million tokens: {@code 0.15 in, 0.075 cached, 0.6 out}; empty if unknown
 * @param priceOrigin where the price is from, with its date
 * @param spentUsd over all sessions of the run, with the worst for requests of unknown outcome
 * @param sessionUsd of it, in this session
 * @param reservedUsd the most that requests in open batch jobs may cost
 * @param budgetUsd what the run may cost; absent for no limit
 */
record MoneyFigures(
        String teacher,
        String price,
        String priceOrigin,
        double spentUsd,
        double sessionUsd,
        double reservedUsd,
        @Nullable Double budgetUsd) {

    static MoneyFigures of(TeacherConfig config, TeacherPrice price, Ledger ledger) {
        ModelPrice token = price.price();
        return new MoneyFigures(
                config.model(),
                token == null ? "" : token.perMillion(),
                price.origin(),
                ledger.spent().dollars(),
                ledger.spentHere().dollars(),
                ledger.reserved().dollars(),
                config.budgetUsd());
    }
}
