package dev.scholium.augment.check;

import java.util.Optional;

/**
 * Finds rationales of too many words.
 *
 * @param most words that are not too many
 */
record TooLong(double most) implements RationaleCheck {

    @Override
    public Optional<String> look(Subject subject) {
        int words = Words.of(subject.text()).size();
        return words > most ? Optional.of(words + " words") : Optional.empty();
    }
}
