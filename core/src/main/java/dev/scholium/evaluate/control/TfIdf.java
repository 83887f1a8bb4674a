package dev.scholium.evaluate.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns texts into weights of their words and pairs of words, as scikit-learn's {@code TfidfVectorizer(ngram_range=(1,
 * 2), min_df=2)} does.
 *
 * <p>A word is two or more letters, digits or underscores, in lower case. A term's weight is its count in the text
 * times {@code ln((1 + texts) / (1 + texts with it)) + 1}; a text's weights are scaled to length 1. Terms of fewer than
 * two training texts are left out. Immutable.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/feature_extraction.html#tfidf-term-weighting">scikit-learn's
 *     formula</a>
 */
final class TfIdf {

    private static final Pattern WORD = Pattern.compile("(?U)\\b\\w\\w+\\b");
    private static final int FEWEST_TEXTS = 2;

    private final Map<String, Integer> features;
    private final double[] weights;

    private TfIdf(Map<String, Integer> features, double[] weights) {
        this.features = features;
        this.weights = weights;
    }

    /**
     * Learns terms and their weights.
     *
     * @param texts training texts
     * @return what turns texts into rows
     */
    static TfIdf of(List<String> texts) {
        Map<String, Integer> textsWith = new HashMap<>();
        for (String text : texts) {
            new HashSet<>(terms(text)).forEach(term -> textsWith.merge(term, 1, Integer::sum));
        }
        textsWith.values().removeIf(count -> count < FEWEST_TEXTS);
        Map<String, Integer> features = new HashMap<>();
        double[] weights = new double[textsWith.size()];
        for (Map.Entry<String, Integer> term : new TreeMap<>(textsWith).entrySet()) {
            int feature = features.size();
            features.put(term.getKey(), feature);
            weights[feature] = Math.log((1.0 + texts.size()) / (1 + term.getValue())) + 1;
        }
        return new TfIdf(features, weights);
    }

    /** {@return how many terms there are} */
    int size() {
        return weights.length;
    }

    /** {@return a text's weights; none where it has no known term} */
    SparseRow row(String text) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (String term : terms(text)) {
            Integer feature = features.get(term);
            if (feature != null) {
                counts.merge(feature, 1, Integer::sum);
            }
        }
        int[] numbers = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
        double[] values = counts.entrySet().stream()
                .mapToDouble(count -> count.getValue() * weights[count.getKey()])
                .toArray();
        double length =
                Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
        return new SparseRow(
                numbers, Arrays.stream(values).map(value -> value / length).toArray());
    }

    private static List<String> terms(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        List<String> terms = new ArrayList<>(words);
        for (int i = 1; i < words.size(); i++) {
            terms.add(words.get(i - 1) + " " + words.get(i));
        }
        return terms;
    }
}
