package dev.scholium.evaluate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the n-grams that a hypothesis shares with its references, one pair at a time.
 *
 * <p>An n-gram is the (n-1)-gram before its last token, followed by that token, so a table from (number of the shorter
 * n-gram, token) to a number is a tree of the references' n-grams: exact at any order, without a string for any n-gram.
 * A hypothesis walks down the tree and stops at the first branch that no reference has. Not safe for several threads.
 */
final class NgramCounter {

    private static final int ROOT = 0;
    private static final int LARGEST_KEPT = 1 << 16;

    private final int maxOrder;
    private final Map<String, Integer> tokenIds = new HashMap<>();
    private long[] keys = new long[1 << 10]; // 0 is a free place: tokens count from 1
    private int[] ids = new int[1 << 10];
    private int size;
    private int[] inReferences = new int[1 << 10]; // by n-gram: largest count in any one reference
    private int[] seen = new int[1 << 10]; // by n-gram: count in the text that is read now
    private int[] lastText = new int[1 << 10]; // by n-gram: the text that `seen` belongs to

    NgramCounter(int maxOrder) {
        this.maxOrder = maxOrder;
    }

    /**
     * Counts one pair.
     *
     * @param hypothesis tokens
     * @param references tokens of each reference
     * @param matches by order from 1, at index order - 1: raised by the n-grams of that order that match, clipped
     */
    void count(List<String> hypothesis, List<List<String>> references, long[] matches) {
        clear();
        int text = 0;
        for (List<String> reference : references) {
            text++;
            addReference(reference, text);
        }
        int[] tokens = new int[hypothesis.size()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = tokenIds.getOrDefault(hypothesis.get(i), 0);
        }
        text++;
        for (int start = 0; start < tokens.length; start++) {
            int end = Math.min(start + maxOrder, tokens.length);
            int ngram = ROOT;
            for (int i = start; i < end && tokens[i] != 0; i++) {
                ngram = find(ngram, tokens[i]);
                if (ngram < 0) {
                    break;
                }
                if (see(ngram, text) <= inReferences[ngram]) {
                    matches[i - start]++;
                }
            }
        }
    }

    private void addReference(List<String> reference, int text) {
        int[] tokens = new int[reference.size()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = tokenIds.computeIfAbsent(reference.get(i), token -> tokenIds.size() + 1);
        }
        for (int start = 0; start < tokens.length; start++) {
            int end = Math.min(start + maxOrder, tokens.length);
            int ngram = ROOT;
            for (int i = start; i < end; i++) {
                ngram = findOrAdd(ngram, tokens[i]);
                inReferences[ngram] = Math.max(inReferences[ngram], see(ngram, text));
            }
        }
    }

    private int see(int ngram, int text) {
        if (lastText[ngram] != text) {
            lastText[ngram] = text;
            seen[ngram] = 0;
        }
        return ++seen[ngram];
    }

    private int find(int shorter, int token) {
        int place = place(key(shorter, token));
        return keys[place] == 0 ? -1 : ids[place];
    }

    private int findOrAdd(int shorter, int token) {
        long key = key(shorter, token);
        int place = place(key);
        if (keys[place] != 0) {
            return ids[place];
        }
        if (2 * (size + 1) >= keys.length) {
            grow();
            place = place(key);
        }
        size++;
        keys[place] = key;
        ids[place] = size;
        inReferences[size] = 0;
        lastText[size] = 0;
        return size;
    }

    private static long key(int shorter, int token) {
        return (long) shorter << 32 | token;
    }

    private int place(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L; // 2^64 / golden ratio: Fibonacci hashing, Knuth 6.4
        int place = (int) (mixed >>> 32) & keys.length - 1;
        while (keys[place] != 0 && keys[place] != key) {
            place = place + 1 & keys.length - 1;
        }
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldIds = ids;
        keys = new long[oldKeys.length * 2];
        ids = new int[keys.length];
        inReferences = Arrays.copyOf(inReferences, keys.length);
        seen = Arrays.copyOf(seen, keys.length);
        lastText = Arrays.copyOf(lastText, keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                ids[place] = oldIds[i];
            }
        }
    }

    private void clear() {
        if (keys.length > LARGEST_KEPT) { // after one huge text, clearing must not cost as much for every small one
            keys = new long[1 << 10];
            ids = new int[1 << 10];
        } else {
            Arrays.fill(keys, 0);
        }
        tokenIds.clear();
        size = 0;
    }
}
