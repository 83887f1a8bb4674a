package dev.scholium.analyze;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;

/**
 * What can be measured in a text alone.
 *
 * @param words in lower case, in order
 * @param sentences how many, at least 1
 */
record TextShape(List<String> words, int sentences) {

    /** Words of one window of the moving average; rationales are short. */
    static final int WINDOW = 20;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+(?:['’]\\p{L}+|[.,]\\d+)*");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?]+(?=\\s|[\"'”’)]|$)");
    private static final Pattern VOWELS = Pattern.compile("[aeiouyäöüáéíóúàèìòùâêîôû]+");

    TextShape {
        words = List.copyOf(words);
    }

    static TextShape of(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group().toLowerCase(Locale.ROOT));
        }
        int ends = (int) SENTENCE_END.matcher(text).results().count();
        boolean open = !SENTENCE_END
                .matcher(text.strip())
                .results()
                .anyMatch(end -> end.end() >= text.strip().length() - 1);
        return new TextShape(words, Math.max(1, ends + (open ? 1 : 0)));
    }

    /**
     * Flesch's reading ease: about 0 (hard) to 100 (easy), made for English. Syllables are estimated by groups of
     * vowels, a silent e at the end left out.
     *
     * @see <a href="https://doi.org/10.1037/h0057532">Flesch 1948</a>
     */
    double readingEase() {
        if (words.isEmpty()) {
            return 0;
        }
        double syllables = words.stream().mapToInt(TextShape::syllables).sum();
        return 206.835 - 1.015 * words.size() / sentences - 84.6 * syllables / words.size();
    }

    static int syllables(String word) {
        int groups = (int) VOWELS.matcher(word).results().count();
        boolean silent = word.endsWith("e") && !word.endsWith("le") && groups > 1;
        return Math.max(1, groups - (silent ? 1 : 0));
    }

    /** Share of different words among the words of the whole text; falls with its length. */
    double typeTokenRatio() {
        return words.isEmpty() ? 0 : (double) new HashSet<>(words).size() / words.size();
    }

    /**
     * Mean share of different words over all windows of {@value #WINDOW} words, which does not depend on the text's
     * length.
     *
     * @see <a href="https://doi.org/10.1080/09296171003643098">Covington and McFall 2010: MATTR</a>
     */
    double movingTypeTokenRatio() {
        if (words.size() <= WINDOW) {
            return typeTokenRatio();
        }
        double sum = 0;
        int windows = words.size() - WINDOW + 1;
        for (int from = 0; from < windows; from++) {
            sum += (double) new HashSet<>(words.subList(from, from + WINDOW)).size() / WINDOW;
        }
        return sum / windows;
    }

    /** Bytes of a text by its bytes when deflated at level 9: what repeats itself is above, 1 is not compressible. */
    static double compression(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[bytes.length + 64];
            int size = deflater.deflate(packed);
            return (double) bytes.length / Math.max(1, size);
        } finally {
            deflater.end();
        }
    }
}
