package dev.scholium.augment.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scholium.data.BadRowPolicy;
import dev.scholium.data.DataFormat;
import dev.scholium.data.DataSource;
import dev.scholium.data.Dataset;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordEditorTest {

    private static final String TEXT = "The quick dog did not sleep in 3 large houses, or so he said.";
    private static final WordNet WORD_NET = WordNet.open();

    private static WordEditor editor(double alpha, Protection... sorts) {
        return new WordEditor(
                alpha,
                new ProtectedWords(List.of(sorts), LabelSet.nli(), List.of("Entailment", "Neutral", "Contradiction")),
                WORD_NET);
    }

    private static List<String> words(String text) {
        return new WordPieces(text).words();
    }

    @Test
    void knowsSynonymsOfTheMostFrequentSenseInTheSameForm() {
        assertThat(WORD_NET.synonyms("car")).contains("automobile").doesNotContain("car", "gondola");
        assertThat(WORD_NET.synonyms("was")).isEmpty();
        assertThat(WORD_NET.synonyms("dogs")).isEmpty();
        assertThat(WORD_NET.synonyms("xyzzyx")).isEmpty();
    }

    @Test
    void protectsWordsThatDecideLabels() {
        ProtectedWords all = editor(0.1, Protection.values()).protectedWords();

        assertThat(List.of("not", "Never", "isn't", "don’t", "3", "1,000", "forty-two", "All", "entailment", "Neutral"))
                .allMatch(all::contains);
        assertThat(List.of("dog", "knot", "tense", "allow", "nothingness")).noneMatch(all::contains);
        assertThat(editor(0.1).protectedWords().contains("not")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(WordEdit.class)
    void theSameSeedGivesTheSameText(WordEdit edit) {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(editor(0.2).edit(TEXT, edit, new SplittableRandom(seed)))
                    .isEqualTo(editor(0.2).edit(TEXT, edit, new SplittableRandom(seed)));
        }
    }

    @ParameterizedTest
    @EnumSource(WordEdit.class)
    void protectedWordsStay(WordEdit edit) {
        for (int seed = 0; seed < 300; seed++) {
            WordEditor.Edited edited = editor(0.3, Protection.values()).edit(TEXT, edit, new SplittableRandom(seed));

            assertThat(words(edited.text())).containsOnlyOnce("not", "3");
            assertThat(edited.changes()).isPositive();
        }
    }

    @Test
    void changesAsManyWordsAsAlphaSays() {
        for (int seed = 0; seed < 200; seed++) {
            WordEditor.Edited replaced = editor(0.16).edit(TEXT, WordEdit.SYNONYM, new SplittableRandom(seed));
            WordEditor.Edited longer = editor(0.16).edit(TEXT, WordEdit.INSERTION, new SplittableRandom(seed));

            List<String> before = words(TEXT);
            List<String> after = words(replaced.text());
            assertThat(after).hasSameSizeAs(before);
            int different = 0;
            for (int i = 0; i < before.size(); i++) {
                different += before.get(i).equals(after.get(i)) ? 0 : 1;
            }
            assertThat(different).isEqualTo(replaced.changes()).isEqualTo(2); // floor(0.16 * 14)
            assertThat(longer.changes()).isEqualTo(2);
            assertThat(words(longer.text())).hasSize(before.size() + 2);
        }
    }

    @Test
    void swappingKeepsTheWordsAndDeletionOnlyTakesAway() {
        for (int seed = 0; seed < 200; seed++) {
            String swapped = editor(0.3)
                    .edit(TEXT, WordEdit.SWAP, new SplittableRandom(seed))
                    .text();
            WordEditor.Edited less = editor(0.3).edit(TEXT, WordEdit.DELETION, new SplittableRandom(seed));

            assertThat(words(swapped)).containsExactlyInAnyOrderElementsOf(words(TEXT));
            assertThat(swapped).hasSameSizeAs(TEXT);
            List<String> rest = new ArrayList<>(words(TEXT));
            words(less.text()).forEach(rest::remove);
            assertThat(rest).hasSize(less.changes()).isNotEmpty();
            assertThat(less.text()).doesNotContain("  ").doesNotStartWith(" ");
        }
    }

    /** 0.3 of 14 words are 4.2 on average; the mean of 2000 draws is within four standard errors (0.038 each). */
    @Test
    void deletionLeavesOutTheShareOfAlpha() {
        double sum = 0;
        for (int seed = 0; seed < 2000; seed++) {
            sum += editor(0.3)
                    .edit(TEXT, WordEdit.DELETION, new SplittableRandom(seed))
                    .changes();
        }
        assertThat(sum / 2000).isBetween(4.2 - 0.16, 4.2 + 0.17);
    }

    @Test
    void leavesAloneWhatCannotBeEdited() {
        for (WordEdit edit : WordEdit.values()) {
            for (String text : List.of("", "...", "Not 3.", "?!")) {
                assertThat(editor(0.1, Protection.values()).edit(text, edit, new SplittableRandom(1)))
                        .isEqualTo(new WordEditor.Edited(text, 0));
            }
        }
        assertThat(editor(0.1)
                        .edit("Dog", WordEdit.DELETION, new SplittableRandom(1))
                        .changes())
                .isZero();
    }

    @Test
    void keepsPunctuationAndCapitals() {
        Thesaurus big = word -> word.equals("big") ? List.of("large") : List.of();
        WordEditor editor = new WordEditor(0.9, new ProtectedWords(List.of(), LabelSet.nli(), List.of()), big);

        assertThat(editor.edit("Big, (big) \"ones\".", WordEdit.SYNONYM, new SplittableRandom(1))
                        .text())
                .isEqualTo("Large, (large) \"ones\".");
    }

    @Test
    void refusesAnAlphaOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> editor(1))
                .withMessage("alpha must be in (0, 1), but is 1.0");
    }

    /** 1000 real hypotheses: every edit changes four in five of them or more, and none of their protected words. */
    @Test
    @EnabledIfEnvironmentVariable(named = "SCHOLIUM_DATA", matches = ".+")
    void editsRealHypothesesWithoutTouchingProtectedWords() {
        Path file = Path.of(System.getenv("SCHOLIUM_DATA"), "anli", "train_r1_first1000.jsonl");
        List<Example> rows = Dataset.load(
                        new DataSource(
                                file, DataFormat.COLUMNS, Map.of(), List.of("premise", "hypothesis"), LabelSet.nli()),
                        BadRowPolicy.STOP)
                .examples();
        WordEditor editor = editor(0.1, Protection.values());
        for (WordEdit edit : WordEdit.values()) {
            int changed = 0;
            for (Example row : rows) {
                String text = row.field("hypothesis");
                WordEditor.Edited edited = editor.edit(
                        text, edit, RowSeed.of(1, row.uid(), edit.word(), 1).random());
                changed += edited.changes() > 0 && !edited.text().equals(text) ? 1 : 0;
                assertThat(protectedWords(editor, edited.text())).isEqualTo(protectedWords(editor, text));
            }
            assertThat(changed).as(edit.word()).isGreaterThan(800);
        }
    }

    private static List<String> protectedWords(WordEditor editor, String text) {
        return words(text).stream()
                .filter(editor.protectedWords()::contains)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void rowsHaveSeedsOfTheirOwn() {
        assertThat(Arrays.asList(
                        RowSeed.of(1, "a", "swap", 1), RowSeed.of(1, "a", "swap", 2), RowSeed.of(2, "a", "swap", 1)))
                .doesNotHaveDuplicates();
        assertThat(RowSeed.of(1, "ab", "c")).isNotEqualTo(RowSeed.of(1, "a", "bc"));
        assertThat(RowSeed.of(1, "a", 1)).isEqualTo(RowSeed.of(1, "a", 1));
    }
}
