package dev.scholium.augment.check;

import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Finds rationales that use a label's word.
 *
 * @param words which they are
 */
record NamesLabel(LabelWords words) implements RationaleCheck {

    @Override
    public Optional<String> look(Subject subject) {
        Matcher found = words.in(subject.text());
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
