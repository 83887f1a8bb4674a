package dev.scholium.augment.words;

import dev.scholium.data.LabelSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words that edits of one task leave alone. Immutable. */
public final class ProtectedWords {

    private final List<Protection> sorts;
    private final Set<String> labelWords = new HashSet<>();

    /**
     * The protected words of a task.
     *
     * @param sorts which sorts; none to edit any word
     * @param labels the task's labels
     * @param labelTexts what students write for them
     */
    public ProtectedWords(List<Protection> sorts, LabelSet labels, Collection<String> labelTexts) {
        this.sorts = List.copyOf(sorts);
        labels.names().forEach(this::addWords);
        labelTexts.forEach(this::addWords);
    }

    private void addWords(String text) {
        new WordPieces(text).words().forEach(word -> labelWords.add(word.toLowerCase(Locale.ROOT)));
    }

    /**
     * Whether a word stays.
     *
     * @param word as it stands in a text
     * @return true if it is of a protected sort
     */
    public boolean contains(String word) {
        return sorts.stream().anyMatch(sort -> sort.covers(word, labelWords));
    }
}
