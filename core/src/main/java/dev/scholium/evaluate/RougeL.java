package dev.scholium.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * ROUGE-L as Google's rouge-score computes it, without stemming: the F-measure of the longest common subsequence of
 * words.
 *
 * <p>A corpus's score is the mean of its rows' scores; of several references a row takes the best. Words are runs of
 * {@code a-z} and {@code 0-9} in lower case.
 *
 * @see <a href="https://aclanthology.org/W04-1013">Lin 2004</a>
 */
public final class RougeL {

    /** The release of rouge-score whose numbers these are. */
    public static final String ROUGE_SCORE_VERSION = "0.1.2";

    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");

    private final ReferenceCount referenceCount = new ReferenceCount();
    private double sum;
    private long rows;

    /** An empty corpus to add rows to. Not safe for several threads. */
    public RougeL() {}

    /**
     * Adds one row.
     *
     * @param hypothesis what a system wrote, possibly empty
     * @param references at least one
     * @return the row's own F-measure, 0 to 1
     * @throws IllegalArgumentException if there is no reference
     */
    public double add(String hypothesis, List<String> references) {
        referenceCount.add(references.size());
        Map<String, Integer> numbers = new HashMap<>();
        int[] words = words(hypothesis, numbers);
        double best = 0;
        for (String reference : references) {
            best = Math.max(best, fMeasure(words, words(reference, numbers)));
        }
        sum += best;
        rows++;
        return best;
    }

    /** {@return the mean of the rows so far, 0 to 100; 0 without any} */
    public TextScore score() {
        return new TextScore(
                rows == 0 ? 0 : 100 * sum / rows,
                "nrefs:" + referenceCount.word() + "|rouge:L|measure:f|stem:no|mean:rows|version:rouge-score-"
                        + ROUGE_SCORE_VERSION + "|impl:" + BleuSettings.IMPLEMENTATION);
    }

    private static int[] words(String text, Map<String, Integer> numbers) {
        return Pattern.compile(" ")
                .splitAsStream(NO_WORD.matcher(text.toLowerCase(Locale.ROOT))
                        .replaceAll(" ")
                        .strip())
                .filter(word -> !word.isEmpty())
                .mapToInt(word -> numbers.computeIfAbsent(word, w -> numbers.size()))
                .toArray();
    }

    private static double fMeasure(int[] words, int[] reference) {
        int common = longestCommonSubsequence(words, reference);
        if (common == 0) {
            return 0;
        }
        double precision = (double) common / words.length;
        double recall = (double) common / reference.length;
        return 2 * precision * recall / (precision + recall);
    }

    private static int longestCommonSubsequence(int[] a, int[] b) {
        int[] row = new int[b.length + 1];
        for (int word : a) {
            int diagonal = 0;
            for (int j = 1; j <= b.length; j++) {
                int above = row[j];
                row[j] = word == b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return row[b.length];
    }
}
