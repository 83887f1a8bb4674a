package dev.scholium.augment.check;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds rationales in which the teacher declines to answer, also after its first words. */
record Refusal() implements RationaleCheck {

    private static final Pattern REFUSAL = Pattern.compile("(?i)\\bas an? (?:ai|large language model|ai language)\\b"
            + "|\\bi(?:'|’)?m (?:very |so )?sorry,? (?:but )?i\\b"
            + "|\\bi (?:cannot|can(?:'|’)?t|am unable to|am not able to|won(?:'|’)?t|will not)"
            + " (?:help|assist|answer|provide|comply|respond|generate|write|explain|fulfil|fulfill)\\b");

    @Override
    public Optional<String> look(Subject subject) {
        Matcher found = REFUSAL.matcher(subject.text());
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
