package dev.scholium.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The character and word n-grams of one text, counted as chrF wants them. */
final class ChrfNgrams {

    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"; // Python's string.punctuation

    private final List<Map<String, Integer>> counts; // by order: characters from 1, then words from 1
    private final int[] totals;

    private ChrfNgrams(List<Map<String, Integer>> counts, int[] totals) {
        this.counts = counts;
        this.totals = totals;
    }

    /**
     * Counts a text.
     *
     * @param text any text
     * @param settings how long n-grams may be, and whether case counts
     * @return its n-grams
     */
    static ChrfNgrams of(String text, ChrfSettings settings) {
        String cased = settings.lowercase() ? text.toLowerCase(Locale.ROOT) : text;
        List<String> words = BleuTokenizer.NONE.tokens(cased);
        int orders = settings.characterOrder() + settings.wordOrder();
        List<Map<String, Integer>> counts = new ArrayList<>(orders);
        int[] totals = new int[orders];
        int[] characters = String.join("", words).codePoints().toArray();
        for (int order = 1; order <= settings.characterOrder(); order++) {
            counts.add(characters(characters, order));
            totals[order - 1] = Math.max(0, characters.length - order + 1);
        }
        List<String> parted = partPunctuation(words);
        for (int order = 1; order <= settings.wordOrder(); order++) {
            counts.add(words(parted, order));
            totals[settings.characterOrder() + order - 1] = Math.max(0, parted.size() - order + 1);
        }
        return new ChrfNgrams(counts, totals);
    }

    private static Map<String, Integer> characters(int[] characters, int order) {
        Map<String, Integer> counts = new HashMap<>();
        for (int start = 0; start + order <= characters.length; start++) {
            counts.merge(new String(characters, start, order), 1, Integer::sum);
        }
        return counts;
    }

    private static Map<String, Integer> words(List<String> words, int order) {
        Map<String, Integer> counts = new HashMap<>();
        for (int start = 0; start + order <= words.size(); start++) {
            counts.merge(String.join(" ", words.subList(start, start + order)), 1, Integer::sum);
        }
        return counts;
    }

    /** Parts one punctuation mark from a word's end, or else from its beginning, as chrF++ does. */
    private static List<String> partPunctuation(List<String> words) {
        List<String> parted = new ArrayList<>(words.size() * 5 / 4);
        for (String word : words) {
            int last = word.length() - 1;
            if (word.codePointCount(0, word.length()) == 1) {
                parted.add(word);
            } else if (PUNCTUATION.indexOf(word.charAt(last)) >= 0) {
                parted.addAll(Arrays.asList(word.substring(0, last), word.substring(last)));
            } else if (PUNCTUATION.indexOf(word.charAt(0)) >= 0) {
                parted.addAll(Arrays.asList(word.substring(0, 1), word.substring(1)));
            } else {
                parted.add(word);
            }
        }
        return parted;
    }

    /**
     * Compares with a reference.
     *
     * @param reference its n-grams, of the same settings
     * @return by order three numbers in a row: n-grams here (0 if the reference has none), there, and in both
     */
    long[] compare(ChrfNgrams reference) {
        long[] statistics = new long[3 * totals.length];
        for (int order = 0; order < totals.length; order++) {
            statistics[3 * order] = reference.totals[order] == 0 ? 0 : totals[order];
            statistics[3 * order + 1] = reference.totals[order];
            for (Map.Entry<String, Integer> ngram : counts.get(order).entrySet()) {
                statistics[3 * order + 2] +=
                        Math.min(ngram.getValue(), reference.counts.get(order).getOrDefault(ngram.getKey(), 0));
            }
        }
        return statistics;
    }
}
