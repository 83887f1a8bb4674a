package dev.scholium.torch.tokenize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Merges the most frequent pair of neighbouring pieces into one, again and again, over words that are kept apart.
 *
 * <p>Of pairs that are equally frequent the one whose pieces are older comes first, so that the outcome depends on the
 * words and their counts alone.
 *
 * @see <a href="https://arxiv.org/abs/1508.07909">Sennrich et al. 2016, algorithm 1</a>
 */
final class PairMerges {

    /** Characters of the longest piece, as sentencepiece's max_sentencepiece_length. */
    private static final int MAX_PIECE = 16;

    private final List<String> texts = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private final Map<String, Integer> idByText = new HashMap<>();
    private final int[][] words;
    private final long[] wordCounts;
    private final Map<Long, Pair> pairs = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(Comparator.comparingLong(Candidate::count)
            .reversed()
            .thenComparingInt(Candidate::left)
            .thenComparingInt(Candidate::right));
    private final int characters;
    private int live;

    private record Candidate(long count, int left, int right) {}

    /** How often two pieces are neighbours, and in which words they have been. */
    private static final class Pair {
        private long count;
        private int[] words = new int[4];
        private int size;

        void addWord(int word) {
            if (size > 0 && words[size - 1] == word) {
                return;
            }
            words = size == words.length ? Arrays.copyOf(words, size * 2) : words;
            words[size++] = word;
        }
    }

    PairMerges(Map<String, Long> countByWord, List<Integer> codePoints) {
        codePoints.forEach(c -> idOf(Character.toString(c)));
        characters = texts.size();
        words = new int[countByWord.size()][];
        wordCounts = new long[words.length];
        int i = 0;
        for (Map.Entry<String, Long> word : countByWord.entrySet()) {
            words[i] = word.getKey()
                    .codePoints()
                    .map(c -> idOf(Character.toString(c)))
                    .toArray();
            wordCounts[i] = word.getValue();
            count(i, wordCounts[i]);
            i++;
        }
        pairs.forEach((key, pair) -> offer(key, pair.count));
    }

    private int idOf(String text) {
        @Nullable Integer known = idByText.get(text);
        if (known != null) {
            return known;
        }
        idByText.put(text, texts.size());
        texts.add(text);
        counts.add(0L);
        return texts.size() - 1;
    }

    /**
     * Merges until so many pieces are in use or until no pair occurs twice.
     *
     * @param size characters included
     */
    void run(int size) {
        while (characters + live < size && !queue.isEmpty()) {
            Candidate best = queue.remove();
            long key = key(best.left(), best.right());
            @Nullable Pair pair = pairs.get(key);
            if (pair == null || pair.count != best.count()) {
                if (pair != null && pair.count < best.count()) {
                    offer(key, pair.count);
                }
                continue; // its count has changed since it was offered
            }
            merge(best.left(), best.right(), pair);
        }
    }

    private void merge(int left, int right, Pair pair) {
        int merged = idOf(texts.get(left) + texts.get(right));
        int[] holders = Arrays.copyOf(pair.words, pair.size);
        Set<Long> grown = new HashSet<>();
        for (int word : holders) {
            int[] joined = joined(words[word], left, right, merged);
            if (joined.length < words[word].length) {
                count(word, -wordCounts[word]);
                words[word] = joined;
                count(word, wordCounts[word]);
                addPairs(words[word], grown);
            }
        }
        pairs.remove(key(left, right));
        for (long key : grown) {
            @Nullable Pair neighbours = pairs.get(key);
            if (neighbours != null) {
                offer(key, neighbours.count);
            }
        }
    }

    private static int[] joined(int[] pieces, int left, int right, int merged) {
        int[] joined = new int[pieces.length];
        int size = 0;
        for (int i = 0; i < pieces.length; i++) {
            if (pieces[i] == left && i + 1 < pieces.length && pieces[i + 1] == right) {
                joined[size++] = merged;
                i++;
            } else {
                joined[size++] = pieces[i];
            }
        }
        return Arrays.copyOf(joined, size);
    }

    private void count(int word, long change) {
        int[] pieces = words[word];
        for (int i = 0; i < pieces.length; i++) {
            long before = counts.get(pieces[i]);
            counts.set(pieces[i], before + change);
            if (pieces[i] >= characters && (before == 0 || before + change == 0)) {
                live += before == 0 ? 1 : -1;
            }
            if (i + 1 < pieces.length) {
                Pair pair = pairs.computeIfAbsent(key(pieces[i], pieces[i + 1]), key -> new Pair());
                pair.count += change;
                if (change > 0) {
                    pair.addWord(word);
                }
            }
        }
    }

    private static void addPairs(int[] pieces, Set<Long> keys) {
        for (int i = 0; i + 1 < pieces.length; i++) {
            keys.add(key(pieces[i], pieces[i + 1]));
        }
    }

    private void offer(long key, long count) {
        int left = (int) (key >>> 32);
        int right = (int) key;
        String joined = texts.get(left) + texts.get(right);
        if (count >= 2 && joined.codePointCount(0, joined.length()) <= MAX_PIECE) {
            queue.add(new Candidate(count, left, right));
        }
    }

    private static long key(int left, int right) {
        return (long) left << 32 | right;
    }

    /** {@return every character, and every other piece in use, with how often the words hold it} */
    Map<String, Long> pieceCounts() {
        Map<String, Long> inUse = new TreeMap<>();
        for (int id = 0; id < texts.size(); id++) {
            if (id < characters || counts.get(id) > 0) {
                inUse.put(texts.get(id), counts.get(id));
            }
        }
        return inUse;
    }
}
