package dev.scholium.augment.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Edits texts word by word as in Easy Data Augmentation.
 *
 * <p>{@code n = max(1, floor(alpha * l))} words of a text of {@code l} are replaced, put in or swapped; a deletion
 * leaves each word out with probability {@code alpha}. It differs from the paper's program in two ways: protected words
 * stay, and a deletion leaves out at least one word and keeps at least one. Immutable.
 *
 * @param alpha share of words that are edited, in {@code (0, 1)}
 * @param protectedWords words that stay
 * @param thesaurus where synonyms come from
 * @see <a href="https://arxiv.org/abs/1901.11196">Wei and Zou 2019, section 2</a>
 */
public record WordEditor(double alpha, ProtectedWords protectedWords, Thesaurus thesaurus) {

    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public WordEditor {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must be in (0, 1), but is " + alpha);
        }
    }

    /**
     * An edited text.
     *
     * @param text what it says now
     * @param changes how many words were replaced, put in, swapped (each pair once) or left out; 0 if none could be
     */
    public record Edited(String text, int changes) {}

    /**
     * Edits a text.
     *
     * @param text any text
     * @param edit how
     * @param random draws; the same draws give the same text
     * @return the text
     */
    public Edited edit(String text, WordEdit edit, RandomGenerator random) {
        WordPieces pieces = new WordPieces(text);
        int changes = switch (edit) {
            case SYNONYM -> replace(pieces, random);
            case INSERTION -> insert(pieces, random);
            case SWAP -> swap(pieces, random);
            case DELETION -> delete(pieces, random);
        };
        return new Edited(pieces.text(), changes);
    }

    private int count(WordPieces pieces) {
        return Math.max(1, (int) (alpha * pieces.words().size()));
    }

    private int replace(WordPieces pieces, RandomGenerator random) {
        List<Integer> places = withSynonyms(pieces);
        int changes = Math.min(count(pieces), places.size());
        for (int i = 0; i < changes; i++) {
            int at = places.remove(/* index */ random.nextInt(places.size()));
            pieces.set(at, synonym(pieces.words().get(at), random));
        }
        return changes;
    }

    private int insert(WordPieces pieces, RandomGenerator random) {
        List<String> words = new ArrayList<>();
        withSynonyms(pieces).forEach(at -> words.add(pieces.words().get(at)));
        int changes = words.isEmpty() ? 0 : count(pieces);
        for (int i = 0; i < changes; i++) {
            String word = synonym(words.get(random.nextInt(words.size())), random);
            pieces.insert(random.nextInt(pieces.words().size() + 1), word.toLowerCase(Locale.ROOT));
        }
        return changes;
    }

    private int swap(WordPieces pieces, RandomGenerator random) {
        List<Integer> places = free(pieces);
        int changes = places.size() < 2 ? 0 : count(pieces);
        int swapped = 0;
        for (int i = 0; i < changes; i++) {
            int first = random.nextInt(places.size());
            int step = 1 + random.nextInt(places.size() - 1); // never back to the first
            int one = places.get(first);
            int other = places.get((first + step) % places.size());
            String word = pieces.words().get(one);
            if (!word.equalsIgnoreCase(pieces.words().get(other))) {
                pieces.set(one, pieces.words().get(other));
                pieces.set(other, word);
                swapped++;
            }
        }
        return swapped;
    }

    private int delete(WordPieces pieces, RandomGenerator random) {
        List<Integer> places = free(pieces);
        if (places.isEmpty() || pieces.words().size() < 2) {
            return 0;
        }
        List<Integer> out = new ArrayList<>();
        for (int at : places) {
            if (random.nextDouble() < alpha) {
                out.add(at);
            }
        }
        if (out.isEmpty()) {
            out.add(places.get(random.nextInt(places.size())));
        }
        if (out.size() == pieces.words().size()) {
            out.remove(/* index */ random.nextInt(out.size()));
        }
        for (int i = out.size() - 1; i >= 0; i--) {
            pieces.remove(out.get(i));
        }
        return out.size();
    }

    private List<Integer> free(WordPieces pieces) {
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < pieces.words().size(); at++) {
            if (!protectedWords.contains(pieces.words().get(at))) {
                places.add(at);
            }
        }
        return places;
    }

    private List<Integer> withSynonyms(WordPieces pieces) {
        List<Integer> places = free(pieces);
        places.removeIf(at -> synonyms(pieces.words().get(at)).isEmpty());
        return places;
    }

    /** Synonyms that are not protected themselves: <i>none</i> never comes in. */
    private List<String> synonyms(String word) {
        return thesaurus.synonyms(word.toLowerCase(Locale.ROOT)).stream()
                .filter(synonym -> !protectedWords.contains(synonym))
                .toList();
    }

    private String synonym(String word, RandomGenerator random) {
        List<String> synonyms = synonyms(word);
        String chosen = synonyms.get(random.nextInt(synonyms.size()));
        return Character.isUpperCase(word.codePointAt(0))
                ? chosen.substring(0, 1).toUpperCase(Locale.ROOT) + chosen.substring(1)
                : chosen;
    }
}
