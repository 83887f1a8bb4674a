package dev.scholium.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scholium.augment.RationaleEdit.Action;
import dev.scholium.data.DataSplit;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditFileTest {

    @TempDir
    private Path folder;

    @Test
    void keepsEditsInTheirOrder() {
        EditFile file = new EditFile(folder);
        assertThat(file.read()).isEmpty();

        file.add(MarasEdit.of(Action.edit, "a", "Old.", " A  better\none. "));
        file.add(MarasEdit.of(Action.veto, "b", "Bad.", ""));

        assertThat(new EditFile(folder).read())
                .extracting(RationaleEdit::uid, RationaleEdit::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", "A better one."),
                        org.assertj.core.groups.Tuple.tuple("b", ""));
    }

    @Test
    void countsATornLineAsNotWrittenAndWritesOverIt() throws IOException {
        EditFile file = new EditFile(folder);
        file.add(MarasEdit.of(Action.veto, "a", "x", ""));
        Files.writeString(file.path(), "{\"time\":\"2026", StandardOpenOption.APPEND);
        assertThat(file.read()).hasSize(1);

        file.add(MarasEdit.of(Action.veto, "b", "x", ""));

        assertThat(file.read()).extracting(RationaleEdit::uid).containsExactly("a", "b");
    }

    @Test
    void losesNoneOfManyAtOnce() {
        IntStream.range(0, 40)
                .parallel()
                .forEach(i -> new EditFile(folder.resolve(".")).add(MarasEdit.of(Action.veto, "row " + i, "x", "")));
        assertThat(new EditFile(folder).read()).hasSize(40);
    }

    @Test
    void namesALineThatIsNoEdit() throws IOException {
        EditFile file = new EditFile(folder);
        Files.writeString(file.path(), "{}\nno json\n");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(file::read)
                .withMessageStartingWith(file.path() + ":1: must be an edit of a rationale, but: ");
    }

    @Test
    void letsTheLastEditOfARationaleCount() {
        RationaleEdits edits = new RationaleEdits(List.of(
                MarasEdit.of(Action.veto, "a", "Old a.", ""),
                MarasEdit.of(Action.edit, "a", "Old a.", "New a."),
                MarasEdit.of(Action.edit, "b", "Old b.", "New b."),
                MarasEdit.of(Action.restore, "b", "Old b.", ""),
                MarasEdit.of(Action.veto, "c", "Old c.", ""),
                MarasEdit.of(Action.edit, "d", "", "Written."),
                MarasEdit.of(Action.edit, "e", "Another text.", "Never seen.")));

        RationaleEdits.Laid laid = edits.over(
                "reasoning", DataSplit.TRAIN, Map.of("a", "Old a.", "b", "Old b.", "c", "Old c.", "e", "Old e."));

        assertThat(laid.texts()).isEqualTo(Map.of("a", "New a.", "b", "Old b.", "d", "Written.", "e", "Old e."));
        assertThat(laid)
                .extracting(
                        RationaleEdits.Laid::edited,
                        RationaleEdits.Laid::written,
                        RationaleEdits.Laid::vetoed,
                        RationaleEdits.Laid::outOfDate,
                        RationaleEdits.Laid::who)
                .containsExactly(1L, 1L, 1L, 1L, List.of("Mara"));
        assertThat(edits.over("reasoning", DataSplit.DEV, Map.of("a", "Old a.")).isTouched())
                .isFalse();
        assertThat(edits.over("other", DataSplit.TRAIN, Map.of("a", "Old a.")).isTouched())
                .isFalse();
    }

    @Test
    void refusesWhatIsNoEdit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarasEdit.of(Action.edit, "a", "x", " \n"))
                .withMessage("an edit must have a text; veto the rationale instead");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarasEdit.of(Action.veto, "a", "x", "y"))
                .withMessage("no text belongs to a veto");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarasEdit.of(Action.edit, "a", "x", "y".repeat(20_001)))
                .withMessage("a rationale must have at most 20000 characters, but has 20001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RationaleEdit("", " ", Action.veto, "s", DataSplit.DEV, "u", "", "", ""))
                .withMessage("an edit must say who made it");
    }
}
