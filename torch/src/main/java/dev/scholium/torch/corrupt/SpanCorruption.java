package dev.scholium.torch.corrupt;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Replaces spans of tokens by sentinels, which a model learns to spell out.
 *
 * <p>The source is the text with a sentinel in the place of each span; the target is, for each span, its sentinel and
 * its tokens. Both end with {@code </s>}. A text begins outside a span and ends inside one, as in T5's code.
 *
 * @param noiseDensity share of the tokens that are taken out, in {@code (0, 1)}; T5's is 0.15
 * @param meanSpanLength mean length of a span, in tokens, at least 1; T5's is 3
 * @see <a href="https://arxiv.org/abs/1910.10683">Raffel et al. 2020, section 3.1.4</a>
 * @see <a href="https://github.com/google-research/text-to-text-transfer-transformer">random_spans_noise_mask and
 *     random_spans_helper of T5's preprocessors.py</a>
 */
public record SpanCorruption(double noiseDensity, double meanSpanLength) {

    /** T5's own settings. */
    public static final SpanCorruption T5 = new SpanCorruption(0.15, 3);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public SpanCorruption {
        if (!(noiseDensity > 0 && noiseDensity < 1)) {
            throw new IllegalArgumentException("noise_density must be in (0, 1), but is " + noiseDensity);
        }
        if (!(meanSpanLength >= 1 && Double.isFinite(meanSpanLength))) {
            throw new IllegalArgumentException("mean_span_length must be at least 1, but is " + meanSpanLength);
        }
    }

    /**
     * A corrupted text.
     *
     * @param source token ids with sentinels, {@code </s>} last
     * @param target sentinels, each with what it stands for, {@code </s>} last
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    public record Pair(int[] source, int[] target) {}

    /**
     * How many tokens are taken out of a text.
     *
     * @param length its tokens, at least 2
     * @return at least 1, less than {@code length}
     */
    public int noiseTokens(int length) {
        // rint, as T5's rounding: half to even
        return (int) Math.min(Math.max(Math.rint(length * noiseDensity), 1), length - 1);
    }

    /**
     * In how many spans they are taken out.
     *
     * @param length tokens of the text, at least 2
     * @return at least 1
     */
    public int spans(int length) {
        int noise = noiseTokens(length);
        int most = Math.min(noise, length - noise);
        return (int) Math.min(Math.max(Math.rint(noise / meanSpanLength), 1), most);
    }

    /**
     * The longest text whose corrupted source has no more than so many tokens, {@code </s>} included.
     *
     * @param maxSourceTokens of the source, at least 4
     * @param sentinels how many spans there can be at most, at least 1
     * @return its tokens, at least 2
     */
    public int chunkLength(int maxSourceTokens, int sentinels) {
        int length = 2;
        while (sourceTokens(length + 1) <= maxSourceTokens && spans(length + 1) <= sentinels) {
            length++;
        }
        return length;
    }

    private int sourceTokens(int length) {
        return length - noiseTokens(length) + spans(length) + 1;
    }

    /**
     * Draws which tokens are taken out.
     *
     * @param length tokens of the text, at least 2
     * @param random decides
     * @return true for each token that is
     */
    public boolean[] mask(int length, RandomGenerator random) {
        int noise = noiseTokens(length);
        int spans = spans(length);
        int[] noiseLengths = segments(noise, spans, random);
        int[] keptLengths = segments(length - noise, spans, random);
        boolean[] mask = new boolean[length];
        int at = 0;
        for (int span = 0; span < spans; span++) {
            at += keptLengths[span];
            for (int i = 0; i < noiseLengths[span]; i++) {
                mask[at++] = true;
            }
        }
        return mask;
    }

    /** Cuts so many items into so many parts of at least one, all ways being equally probable. */
    private static int[] segments(int items, int parts, RandomGenerator random) {
        boolean[] begins = new boolean[items]; // whether a part begins here
        begins[0] = true;
        int left = parts - 1;
        for (int i = 1; i < items; i++) { // Knuth, The Art of Computer Programming 2, algorithm S
            if (random.nextInt(items - i) < left) {
                begins[i] = true;
                left--;
            }
        }
        int[] lengths = new int[parts];
        int part = -1;
        for (boolean begin : begins) {
            part += begin ? 1 : 0;
            lengths[part]++;
        }
        return lengths;
    }

    /**
     * Corrupts a text.
     *
     * @param ids its token ids, at least 2
     * @param mask true for each token that is taken out
     * @param sentinels ids of the sentinels, the first span's first; at least one a span
     * @param endId id of {@code </s>}
     * @return source and target
     */
    public static Pair corrupted(int[] ids, boolean[] mask, int[] sentinels, int endId) {
        List<Integer> source = new ArrayList<>();
        List<Integer> target = new ArrayList<>();
        int span = -1;
        for (int i = 0; i < ids.length; i++) {
            if (mask[i]) {
                if (i == 0 || !mask[i - 1]) {
                    span++;
                    source.add(sentinels[span]);
                    target.add(sentinels[span]);
                }
                target.add(ids[i]);
            } else {
                source.add(ids[i]);
            }
        }
        source.add(endId);
        target.add(endId);
        return new Pair(
                source.stream().mapToInt(Integer::intValue).toArray(),
                target.stream().mapToInt(Integer::intValue).toArray());
    }
}
