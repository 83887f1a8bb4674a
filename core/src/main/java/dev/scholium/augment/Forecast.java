package dev.scholium.augment;

import dev.scholium.data.DataSplit;
import dev.scholium.teacher.price.TokenSpan;
import dev.scholium.teacher.price.Usd;
import org.jspecify.annotations.Nullable;

/**
 * What asking for a split's rationales would take, before anything is sent.
 *
 * @param name the source of rationales
 * @param split which rows
 * @param rows rows that would come in
 * @param questions different questions about them
 * @param inJournal those of them whose row needs no further answer
 * @param toAsk requests that would be sent, each once; what follows from their answers is not known yet
 * @param input tokens of these requests
 * @param output tokens of their answers
 * @param low what they cost at the fewest tokens that are likely; absent if the price is unknown
 * @param expected what they cost at the best guess; absent if the price is unknown
 * @param worst what would be reserved for them: they cannot cost more, each sent once; absent if the price is unknown
 * @param saved about what equal questions would have cost, had each row been asked; absent if the price is unknown
 */
public record Forecast(
        String name,
        DataSplit split,
        long rows,
        long questions,
        long inJournal,
        long toAsk,
        TokenSpan input,
        TokenSpan output,
        @Nullable Usd low,
        @Nullable Usd expected,
        @Nullable Usd worst,
        @Nullable Usd saved) {}
