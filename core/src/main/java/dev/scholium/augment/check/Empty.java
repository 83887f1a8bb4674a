package dev.scholium.augment.check;

import java.util.Optional;
import java.util.Set;

/** Finds rationales without a word, or with nothing but the questions again. */
record Empty() implements RationaleCheck {

    private static final Set<String> NOTHING = Set.of(
            "who",
            "what",
            "when",
            "where",
            "why",
            "how",
            "and",
            "or",
            "the",
            "answer",
            "to",
            "this",
            "your",
            "question",
            "questions",
            "is");

    @Override
    public Optional<String> look(Subject subject) {
        if (!Words.WORD.matcher(subject.text()).find()) {
            return Optional.of("no word");
        }
        String afterHeading = subject.text().replaceFirst("^[^:?]{1,60}:", "");
        return Words.of(afterHeading).stream().allMatch(NOTHING::contains)
                        && subject.text().contains("?")
                ? Optional.of("only questions")
                : Optional.empty();
    }
}
