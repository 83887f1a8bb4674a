package dev.scholium.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a data file calls its columns, and how it spells labels. */
public enum DataFormat {
    /** Guessed from the columns of the first rows. */
    AUTO,
    /** Adversarial NLI v1.0: {@code uid, context, hypothesis, label (e, n, c), genre, reason, tag}. */
    ANLI,
    /** SNLI 1.0: {@code gold_label, sentence1, sentence2, pairID}. */
    SNLI,
    /** MultiNLI 1.0: as SNLI, with {@code promptID} and {@code genre}. */
    MNLI,
    /** e-SNLI: {@code pairID, gold_label, Sentence1, Sentence2, Explanation_1..3}, or as Hugging Face exports it. */
    ESNLI,
    /** Any file, by naming its columns. */
    COLUMNS;

    /**
     * The format of a name.
     *
     * @param word a format's {@link #word()}, in any case
     * @return the format
     * @throws IllegalArgumentException if no format is called so
     */
    @JsonCreator
    public static DataFormat of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("format must be one of "
                        + Arrays.stream(values()).map(DataFormat::word).collect(Collectors.joining(", ", "[", "]"))
                        + ", but was \"" + word + "\""));
    }

    /** {@return the word used in files and flags: {@code anli}} */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format that a file's columns point to.
     *
     * @param columns names of its columns
     * @return a format other than {@link #AUTO}
     */
    static DataFormat guess(Set<String> columns) {
        if (columns.contains("context") && columns.contains("hypothesis")) {
            return ANLI;
        }
        if (columns.contains("Sentence1") || columns.contains("explanation_1")) {
            return ESNLI;
        }
        if (columns.contains("sentence1") && columns.contains("gold_label")) {
            return columns.contains("genre") ? MNLI : SNLI;
        }
        return COLUMNS;
    }

    @Override
    public String toString() {
        return word();
    }
}
