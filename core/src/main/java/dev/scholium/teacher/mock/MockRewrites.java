package dev.scholium.teacher.mock;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Canned answers to the prompts for new rows: a made paraphrase, translation, hypothesis, or label. */
final class MockRewrites {

    private static final Pattern SENTENCE = Pattern.compile("(?m)^Sentence: (.*)$");
    private static final Pattern HYPOTHESIS =
            Pattern.compile("(?m)^(?:A hypothesis that exists already|Hypothesis): (.*)$");
    private static final Pattern LABELS = Pattern.compile("says \"Label: \" and one of: ([^.\\n]+)\\.");

    private MockRewrites() {}

    /** {@return the answer; empty if the prompt asks for no rewriting} */
    static Optional<String> answer(String prompt) {
        if (prompt.startsWith("Write the following sentence in other words.")) {
            return rewritten(SENTENCE, prompt, "In other words: ");
        }
        if (prompt.contains("sentence into English.")) {
            return rewritten(SENTENCE, prompt, "Back in English, ");
        }
        if (prompt.startsWith("Translate the following sentence into ")) {
            return rewritten(SENTENCE, prompt, "Traduit: ");
        }
        if (prompt.contains("Change as few words of the hypothesis as possible")) {
            return rewritten(HYPOTHESIS, prompt, "It is otherwise: ");
        }
        if (prompt.contains("Write another hypothesis of one sentence")) {
            return rewritten(HYPOTHESIS, prompt, "Of course ");
        }
        return label(prompt);
    }

    private static Optional<String> rewritten(Pattern text, String prompt, String beginning) {
        Matcher matcher = text.matcher(prompt);
        return matcher.find() ? Optional.of(beginning + matcher.group(1)) : Optional.empty();
    }

    /** One of the labels asked for, drawn by the prompt's own checksum. */
    private static Optional<String> label(String prompt) {
        Matcher asked = LABELS.matcher(prompt);
        if (!asked.find()) {
            return Optional.empty();
        }
        CRC32 checksum = new CRC32();
        checksum.update(prompt.getBytes(StandardCharsets.UTF_8));
        String[] labels = asked.group(1).split(", ", -1);
        return Optional.of("The words of both say so.\nLabel: " + labels[(int) (checksum.getValue() % labels.length)]);
    }
}
