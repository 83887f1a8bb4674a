package dev.scholium.prompt;

import dev.scholium.data.LabelSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words by which a template and its teacher speak of the task's labels: their names, unless the template has
 * others.
 *
 * @param labels the task's labels
 * @param words the template's words by label; empty for the names
 */
public record LabelWords(LabelSet labels, Map<String, String> words) {

    /** Copies. */
    public LabelWords {
        words = Map.copyOf(words);
    }

    /** {@return the words in the labels' order} */
    public List<String> all() {
        return labels.names().stream().map(this::of).toList();
    }

    /**
     * The word for a label.
     *
     * @param label a label's name
     * @return the template's word, or the name
     */
    public String of(String label) {
        return words.getOrDefault(label, label);
    }

    /**
     * The label that a teacher means.
     *
     * @param word a word, name or alias, in any case
     * @return the label's name; empty if it is none
     */
    public Optional<String> parse(String word) {
        String wanted = word.strip();
        return labels.names().stream()
                .filter(label -> of(label).equalsIgnoreCase(wanted))
                .findFirst()
                .or(() -> labels.parse(wanted));
    }
}
