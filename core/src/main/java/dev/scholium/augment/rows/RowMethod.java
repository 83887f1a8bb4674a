package dev.scholium.augment.rows;

import dev.scholium.augment.words.WordEdit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A way to make a new row out of one. */
public enum RowMethod {
    /** A teacher says the same in other words; the label stays. */
    PARAPHRASE,
    /** A teacher translates into another language and back; the label stays. */
    BACK_TRANSLATION,
    /** A teacher changes as little as makes another label right. */
    COUNTERFACTUAL,
    /** A teacher writes a new text that has the row's label but misleads a model that looks at words only. */
    ADVERSARIAL,
    /** Words are replaced by synonyms. */
    SYNONYM,
    /** Synonyms of words are put in. */
    INSERTION,
    /** Words change places. */
    SWAP,
    /** Words are left out. */
    DELETION,
    /** The four word edits in turn, one kind a new row. */
    WORD_EDITS;

    /** {@return the word in recipes: {@code back-translation}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A method by its word.
     *
     * @param word as in recipes
     * @return the method
     * @throws IllegalArgumentException if it is no method's
     */
    public static RowMethod of(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("method must be one of "
                        + Arrays.stream(values()).map(RowMethod::word).toList() + ", but is \"" + word + "\""));
    }

    /** {@return whether a teacher writes the rows} */
    public boolean asksTeacher() {
        return compareTo(ADVERSARIAL) <= 0;
    }

    /** {@return whether its rows are verified where the recipe does not say: those whose label may be another} */
    public boolean verifiesByDefault() {
        return this == COUNTERFACTUAL || this == ADVERSARIAL;
    }

    /** {@return the word edits, in turn; none for a teacher's methods} */
    List<WordEdit> edits() {
        return switch (this) {
            case SYNONYM -> List.of(WordEdit.SYNONYM);
            case INSERTION -> List.of(WordEdit.INSERTION);
            case SWAP -> List.of(WordEdit.SWAP);
            case DELETION -> List.of(WordEdit.DELETION);
            case WORD_EDITS -> List.of(WordEdit.values());
            default -> List.of();
        };
    }
}
