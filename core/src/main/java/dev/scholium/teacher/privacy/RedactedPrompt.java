package dev.scholium.teacher.privacy;

import dev.scholium.file.Json;
import dev.scholium.prompt.Prompt;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt without private texts, and what stood there.
 *
 * @param prompt with placeholders such as {@code [EMAIL_1]}
 * @param originals the private texts by their placeholders without brackets: {@code EMAIL_1}; never to be kept
 */
public record RedactedPrompt(Prompt prompt, Map<String, String> originals) {

    /** A placeholder, or one whose brackets or capitals the teacher lost. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\[([A-Za-z][A-Za-z0-9_]*_[0-9]+)]|\\b([A-Za-z][A-Za-z0-9_]*_[0-9]+)\\b");

    /** Copies, and keeps the order. */
    public RedactedPrompt {
        originals = Collections.unmodifiableMap(new LinkedHashMap<>(originals));
    }

    /**
     * A reply with the private texts where the teacher wrote placeholders.
     *
     * @param reply what the teacher wrote; JSON if the prompt asks for it
     * @return the same with the originals; placeholders that the prompt did not hold stay
     */
    public String putBack(String reply) {
        if (originals.isEmpty()) {
            return reply;
        }
        boolean isJson = prompt.replySchema().isPresent();
        return PLACEHOLDER.matcher(reply).replaceAll(match -> {
            String name = match.group(1) == null ? match.group(2) : match.group(1);
            String original = originals.get(name.toUpperCase(Locale.ROOT));
            return Matcher.quoteReplacement(original == null ? match.group() : isJson ? escaped(original) : original);
        });
    }

    private static String escaped(String text) {
        String quoted = Json.line(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** Says how many texts were taken out, and none of them. */
    @Override
    public String toString() {
        return "RedactedPrompt[" + originals.size() + " private texts]";
    }
}
