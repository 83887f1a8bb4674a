package dev.scholium.evaluate;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * All of {@code faithfulness.json}: whether students' labels heed their rationales, and whether their rationales argue
 * for their labels.
 *
 * @param formatVersion {@value #FORMAT_VERSION}
 * @param split the split of the rows
 * @param seed of the draw of other rows' rationales
 * @param students one a trial whose student writes rationales
 */
public record Faithfulness(int formatVersion, String split, long seed, List<OfStudent> students) {

    /** The version of the format that this Scholium writes and reads. */
    public static final int FORMAT_VERSION = 1;

    /** The file's name in a run folder. */
    public static final String NAME = "faithfulness.json";

    /** Copies. */
    public Faithfulness {
        students = List.copyOf(students);
    }

    /**
     * One student.
     *
     * @param trial the trial's id
     * @param system its system
     * @param trainingSeed its seed
     * @param layout {@code label-first}, {@code rationale-first} or {@code two-task}
     * @param argument whether its rationales argue for its labels; shares are of rationales that argue, by cue words,
     *     for one label
     * @param intervention what other rationales do to its labels; null where it writes labels before rationales
     * @param sentence the same in words
     */
    public record OfStudent(
            String trial,
            String system,
            long trainingSeed,
            String layout,
            Argument argument,
            @Nullable Intervention intervention,
            String sentence) {}

    /**
     * Whether rationales argue for the labels that stand with them.
     *
     * @param arguing rationales that have cues for one label and no other, out of all
     * @param own those that argue for the label that the student wrote, out of the arguing ones
     * @param byChance the same when each label stands with another row's rationale
     */
    public record Argument(Share arguing, Share own, Share byChance) {}

    /**
     * What becomes of the labels of a student that reads its rationale before it writes the label: what it wrote itself
     * in the layout {@code rationale-first}, a part of its source in {@code two-task}, where it never met one in
     * training. All labels are those with the highest score.
     *
     * @param blanked labels that change when nothing stands in the rationale's place, out of all
     * @param swapped labels that change when another row's rationale does, out of the rows for which that is another
     *     text
     * @param followed labels that become the other row's, out of those rows where that is another one
     * @param right right labels after the student's own rationale
     * @param rightBlanked right labels after none
     * @param rightSwapped right labels after another row's, out of the rows for which that is another text
     */
    public record Intervention(
            Share blanked, Share swapped, Share followed, Share right, Share rightBlanked, Share rightSwapped) {}

    /**
     * Writes the figures.
     *
     * @param file where, usually {@value #NAME}
     * @throws ScholiumException if it cannot be written
     */
    public void write(Path file) {
        AtomicFile.write(file, Json.page(this));
    }

    /**
     * Reads figures.
     *
     * @param file written by {@link #write}
     * @return the figures
     * @throws ScholiumException if the file cannot be read, or is of another version or shape
     */
    public static Faithfulness read(Path file) {
        try {
            Faithfulness read = Json.read(Files.readString(file), Faithfulness.class);
            if (read.formatVersion() != FORMAT_VERSION) {
                throw new ScholiumException(
                        ExitCode.FAILED,
                        file + ": format_version must be " + FORMAT_VERSION + ", but is " + read.formatVersion()
                                + "; run scholium faithfulness again with this version of Scholium");
            }
            return read;
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, file + ": is no file of scholium faithfulness: " + e.getOriginalMessage(), e);
        }
    }
}
