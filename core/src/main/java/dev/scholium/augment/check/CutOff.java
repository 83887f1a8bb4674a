package dev.scholium.augment.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds rationales that stop before their end: at the token limit, at a comma, or at a word that needs another. */
record CutOff() implements RationaleCheck {

    private static final Pattern OPEN_END = Pattern.compile("[,:;(\\[–-]\\s*\\z");
    private static final Set<String> NEEDS_ANOTHER = Set.of(
            "the", "a", "an", "of", "in", "on", "at", "to", "for", "with", "by", "from", "and", "or", "but", "because",
            "that", "which", "is", "are", "was", "were", "as", "its", "their", "his", "her");

    @Override
    public Optional<String> look(Subject subject) {
        if (subject.finishReason().equals("length")) {
            return Optional.of("token limit");
        }
        String text = subject.text().strip();
        if (OPEN_END.matcher(text).find()) {
            return Optional.of("ends in \"" + text.charAt(text.length() - 1) + "\"");
        }
        List<String> words = Words.of(text);
        boolean open = !words.isEmpty()
                && Character.isLetter(text.codePointBefore(text.length()))
                && NEEDS_ANOTHER.contains(words.get(words.size() - 1));
        return open ? Optional.of("ends in \"" + words.get(words.size() - 1) + "\"") : Optional.empty();
    }
}
