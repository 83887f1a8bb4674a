package dev.scholium.augment.check;

import java.util.Optional;

/**
 * Finds rationales of too few words.
 *
 * @param fewest words that are enough
 */
record TooShort(double fewest) implements RationaleCheck {

    @Override
    public Optional<String> look(Subject subject) {
        String text = subject.text().replaceFirst("^\\s*(?:(?:Who|What|When|Where|Why)\\?\\s*)+", "");
        int words = Words.of(text).size();
        return words < fewest ? Optional.of(words + " words") : Optional.empty();
    }
}
