package dev.scholium.augment.words;

import java.util.List;

/** Knows words that mean the same. */
@FunctionalInterface
public interface Thesaurus {

    /**
     * Words that mean the same as a word.
     *
     * @param word lower case
     * @return lower-case words without blanks, never the word itself, in an order that does not change; may be empty
     */
    List<String> synonyms(String word);
}
