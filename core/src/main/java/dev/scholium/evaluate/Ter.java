package dev.scholium.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Translation edit rate as sacreBLEU computes it, at its default settings: edits (shifts of word runs included) for
 * each word of the references; lower is better.
 *
 * <p>Case is ignored and tokens are what stands between white space. Of several references the nearest counts, over the
 * references' mean length.
 *
 * @see <a href="https://aclanthology.org/2006.amta-papers.25">Snover et al. 2006</a>
 */
public final class Ter {

    private static final String SETTINGS = "|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:";

    private final ReferenceCount referenceCount = new ReferenceCount();
    private long edits;
    private double referenceWords;

    /** An empty corpus to add rows to. Not safe for several threads. */
    public Ter() {}

    /**
     * Adds one row.
     *
     * @param hypothesis what a system wrote, possibly empty
     * @param references at least one
     * @throws IllegalArgumentException if there is no reference
     */
    public void add(String hypothesis, List<String> references) {
        referenceCount.add(references.size());
        Map<String, Integer> numbers = new HashMap<>();
        int[] words = words(hypothesis, numbers);
        int fewest = Integer.MAX_VALUE;
        long length = 0;
        for (String reference : references) {
            int[] referenceWordNumbers = words(reference, numbers);
            fewest = Math.min(fewest, new TerEdits(referenceWordNumbers).of(words));
            length += referenceWordNumbers.length;
        }
        edits += fewest;
        referenceWords += (double) length / references.size();
    }

    private static int[] words(String text, Map<String, Integer> numbers) {
        return BleuTokenizer.NONE.tokens(text.toLowerCase(Locale.ROOT)).stream()
                .mapToInt(word -> numbers.computeIfAbsent(word, w -> numbers.size()))
                .toArray();
    }

    /**
     * {@return the rate of the rows so far in per cent, 0 or more; 100 where there are edits but no reference words}
     */
    public TextScore score() {
        double rate = referenceWords > 0 ? edits / referenceWords : edits > 0 ? 1 : 0;
        return new TextScore(
                100 * rate,
                "nrefs:" + referenceCount.word() + SETTINGS + BleuSettings.SACREBLEU_VERSION + "|impl:"
                        + BleuSettings.IMPLEMENTATION);
    }
}
