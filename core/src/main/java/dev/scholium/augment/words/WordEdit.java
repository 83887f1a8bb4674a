package dev.scholium.augment.words;

import java.util.Locale;

/**
 * The four edits of Easy Data Augmentation.
 *
 * @see <a href="https://arxiv.org/abs/1901.11196">Wei and Zou 2019, section 2</a>
 */
public enum WordEdit {
    /** Words are replaced by synonyms. */
    SYNONYM,
    /** Synonyms of words are put in anywhere. */
    INSERTION,
    /** Two words change places. */
    SWAP,
    /** Words are left out. */
    DELETION;

    /** {@return the word in recipes} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
