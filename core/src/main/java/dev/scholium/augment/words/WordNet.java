package dev.scholium.augment.words;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * The synonyms of WordNet 3.1, which comes with Scholium and needs no network.
 *
 * <p>Only a word's most frequent sense of each part of speech counts, and only words that stand there in this form
 * (<i>dog</i>, not <i>dogs</i>), so that the new word has the form of the old one. Words of grammar have no synonyms:
 * WordNet takes <i>was</i> for Washington.
 *
 * @see <a href="https://wordnet.princeton.edu">Princeton University 2010, About WordNet</a>
 */
public final class WordNet implements Thesaurus {

    private static final List<POS> PARTS_OF_SPEECH = List.of(POS.NOUN, POS.VERB, POS.ADJECTIVE, POS.ADVERB);

    private final Dictionary dictionary;
    private final Map<String, List<String>> known = new ConcurrentHashMap<>();

    private WordNet(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /**
     * Opens the built-in WordNet.
     *
     * @return the thesaurus
     * @throws IllegalStateException if it is missing from the class path
     */
    public static WordNet open() {
        try {
            return new WordNet(Dictionary.getDefaultResourceInstance());
        } catch (JWNLException e) {
            throw new IllegalStateException("WordNet is missing from the class path", e);
        }
    }

    @Override
    public List<String> synonyms(String word) {
        return known.computeIfAbsent(word, this::lookUp);
    }

    private List<String> lookUp(String word) {
        if (word.length() < 3 || FunctionWords.contains(word)) {
            return List.of();
        }
        Set<String> synonyms = new LinkedHashSet<>();
        synchronized (dictionary) {
            for (POS partOfSpeech : PARTS_OF_SPEECH) {
                firstSense(partOfSpeech, word).forEach(synonyms::add);
            }
        }
        synonyms.remove(word);
        return List.copyOf(synonyms);
    }

    private List<String> firstSense(POS partOfSpeech, String word) {
        try {
            IndexWord entry = dictionary.getIndexWord(partOfSpeech, word);
            return entry == null || entry.getSenses().isEmpty()
                    ? List.of()
                    : entry.getSenses().get(0).getWords().stream()
                            .map(Word::getLemma)
                            .filter(lemma -> lemma.matches("[a-z]+(-[a-z]+)*"))
                            .toList();
        } catch (JWNLException e) {
            throw new IllegalStateException("WordNet cannot be read", e);
        }
    }
}
