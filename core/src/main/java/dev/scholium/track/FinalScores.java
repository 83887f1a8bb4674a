package dev.scholium.track;

import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SystemResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** The scores of one trial in {@code results.json}. */
final class FinalScores {

    private FinalScores() {}

    /**
     * Picks them.
     *
     * @param results of the run
     * @param system the trial's
     * @param seed the trial's
     * @return values by tags such as {@code test/accuracy}; empty if the trial was not evaluated
     */
    static Map<String, Double> of(Results results, String system, long seed) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (SystemResult result : results.systems()) {
            if (result.name().equals(system) && result.seed() == seed) {
                String split = result.split() + "/";
                scores.put(split + "accuracy", result.accuracy());
                scores.put(split + "accuracy_scored", result.accuracyScored());
                scores.put(split + "macro_f1", result.macroF1());
                scores.put(split + "malformed_rate", result.malformedRate());
                scores.put(split + "majority_share", result.majorityShare());
                scores.put(split + "collapsed", result.collapsed() ? 1.0 : 0.0);
                Double bleu = result.bleu();
                if (bleu != null) {
                    scores.put(split + "bleu", bleu);
                }
            }
        }
        return scores;
    }
}
