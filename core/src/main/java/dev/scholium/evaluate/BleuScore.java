package dev.scholium.evaluate;

import java.util.List;

/**
 * A BLEU score and what it was computed from.
 *
 * @param score 0 to 100
 * @param matches by n-gram order from 1: how many matched; smoothing by {@code ADD_K} included
 * @param totals by order: how many n-grams the hypotheses have; smoothing by {@code ADD_K} included
 * @param precisions by order, 0 to 100, smoothed
 * @param brevityPenalty factor for hypotheses shorter than their references, 0 to 1
 * @param systemLength tokens of the hypotheses
 * @param referenceLength tokens of the references, of each row's closest one
 * @param signature the settings in words
 */
public record BleuScore(
        double score,
        List<Double> matches,
        List<Double> totals,
        List<Double> precisions,
        double brevityPenalty,
        long systemLength,
        long referenceLength,
        String signature) {

    /** Copies. */
    public BleuScore {
        matches = List.copyOf(matches);
        totals = List.copyOf(totals);
        precisions = List.copyOf(precisions);
    }
}
