package dev.scholium.augment.rows;

import dev.scholium.augment.Ahead;
import dev.scholium.augment.words.RowSeed;
import dev.scholium.augment.words.WordEdit;
import dev.scholium.augment.words.WordEditor;
import dev.scholium.data.Example;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.Usd;
import java.util.List;
import java.util.Optional;

/** Makes new rows by word edits: the same for the same row, number and seed. */
final class EditedRows implements RowMaker {

    private final RowSource.Edited source;
    private final String field;

    EditedRows(RowSource.Edited source, String field) {
        this.source = source;
        this.field = field;
    }

    @Override
    public Optional<Question> firstQuestion(Example parent, int number) {
        return Optional.empty();
    }

    @Override
    public Optional<Ahead> ahead(Example parent, int number) {
        return Optional.empty();
    }

    @Override
    public Optional<Question> openQuestion(Example parent, int number) {
        return Optional.empty();
    }

    @Override
    public TokenUsage usage() {
        return TokenUsage.NONE;
    }

    @Override
    public Usd cost() {
        return Usd.ZERO;
    }

    @Override
    public RowOutcome of(Example parent, int number) {
        List<WordEdit> edits = source.method().edits();
        WordEdit edit = edits.get((number - 1) % edits.size());
        WordEditor.Edited edited = source.editor()
                .edit(
                        parent.field(field),
                        edit,
                        RowSeed.of(source.seed(), parent.uid(), edit.word(), number)
                                .random());
        RowOrigin origin = new RowOrigin.ByEdits(
                "edits",
                edit.word(),
                parent.uid(),
                number,
                source.seed(),
                source.editor().alpha(),
                edited.changes());
        return edited.changes() == 0
                ? new RowOutcome.Rejected("no word to change", "", "", parent.label(), origin)
                : new RowOutcome.Made(edited.text(), parent.label(), origin);
    }
}
