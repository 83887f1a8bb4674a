package dev.scholium.torch.predict;

import dev.scholium.data.Label;
import dev.scholium.data.LabelSet;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** {@code scholium.json} in a student's folder: its task, so that the folder alone is enough to predict. */
public final class TaskFile {

    /** The file's name in a student's folder. */
    public static final String NAME = "scholium.json";

    private static final int FORMAT = 1;

    /** For students of a version that did not keep how long their targets were. */
    private static final int DEFAULT_NEW_TOKENS = 128;

    private TaskFile() {}

    private record Stored(
            int format,
            List<StoredLabel> labels,
            String sourceTemplate,
            List<String> labelTexts,
            String separator,
            @Nullable String labelSeparator,
            @Nullable TargetLayout layout,
            @Nullable Integer targetTokens) {

        StudentTask task() {
            LabelSet set = new LabelSet(labels.stream()
                    .map(label -> new Label(label.name(), new TreeSet<>(label.aliases())))
                    .toList());
            // a student of a version without layouts has neither key
            return new StudentTask(
                    set,
                    sourceTemplate,
                    labelTexts,
                    separator,
                    labelSeparator == null ? "" : labelSeparator,
                    layout == null ? TargetLayout.LABEL_FIRST : layout);
        }
    }

    private record StoredLabel(String name, List<String> aliases) {}

    /**
     * Writes a student's task.
     *
     * @param folder the student's
     * @param task what it reads and writes
     * @param targetTokens how long nearly all of its training targets were, {@code </s>} included: as long as it is let
     *     write when nothing else is said
     */
    public static void write(Path folder, StudentTask task, int targetTokens) {
        List<StoredLabel> labels = task.labels().labels().stream()
                .map(label -> new StoredLabel(label.name(), List.copyOf(new TreeSet<>(label.aliases()))))
                .toList();
        Stored stored = new Stored(
                FORMAT,
                labels,
                task.sourceTemplate(),
                task.labelTexts(),
                task.separator(),
                task.labelSeparator(),
                task.layout(),
                targetTokens);
        AtomicFile.write(folder.resolve(NAME), Json.page(stored));
    }

    /**
     * Reads a student's task.
     *
     * @param folder the student's
     * @return what it reads and writes; empty if the folder is not one of Scholium's
     * @throws ScholiumException if the file is there but damaged or of a newer format
     */
    public static Optional<StudentTask> read(Path folder) {
        return stored(folder, Stored::task);
    }

    /**
     * Reads a student's task, which it must have.
     *
     * @param folder the student's
     * @return what it reads and writes
     * @throws ScholiumException if the folder is not one of Scholium's, or the file is damaged or of a newer format
     */
    public static StudentTask require(Path folder) {
        return read(folder)
                .orElseThrow(() -> new ScholiumException(
                        ExitCode.USAGE,
                        folder + ": must be a student trained by Scholium, but has no " + NAME
                                + ", which holds its task"));
    }

    /**
     * How long a student may write when nothing else is said.
     *
     * @param folder the student's
     * @return as many tokens as nearly all of its training targets had, {@code </s>} included; 128 where that is not
     *     known
     * @throws ScholiumException if the file is there but damaged or of a newer format
     */
    public static int newTokens(Path folder) {
        return targetTokens(folder).orElse(DEFAULT_NEW_TOKENS);
    }

    /**
     * Reads how long a student's training targets were.
     *
     * @param folder the student's
     * @return the length that nearly all of them kept to, in tokens with {@code </s>}; empty if it is not known
     * @throws ScholiumException if the file is there but damaged or of a newer format
     */
    public static OptionalInt targetTokens(Path folder) {
        return stored(
                        folder,
                        stored -> stored.targetTokens == null || stored.targetTokens < 1
                                ? OptionalInt.empty()
                                : OptionalInt.of(stored.targetTokens))
                .orElse(OptionalInt.empty());
    }

    private static <T> Optional<T> stored(Path folder, Function<Stored, T> part) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Stored stored = Json.read(Files.readString(file), Stored.class);
            if (stored.format() != FORMAT) {
                throw new ScholiumException(
                        ExitCode.FAILED,
                        file + ": format must be " + FORMAT + ", but is " + stored.format()
                                + "; a newer version of Scholium wrote it");
            }
            return Optional.of(part.apply(stored));
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new ScholiumException(ExitCode.FAILED, file + ": does not describe a task; it is damaged", e);
        }
    }
}
