package dev.scholium.evaluate;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
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
 * All of {@code sweep.json}; {@code docs/formats/sweep.md} describes it.
 *
 * @param formatVersion {@value #FORMAT_VERSION}
 * @param name of the sweep
 * @param keys the settings that it varies, in the recipe's order
 * @param parallel trials at a time
 * @param trials all of them, in the order in which they are begun
 * @param choice what was chosen on dev; null before all trials have ended
 */
@JsonIgnoreProperties(value = "points", allowGetters = true) // told by the trials
public record SweepResults(
        int formatVersion,
        String name,
        List<String> keys,
        int parallel,
        List<SweepRow> trials,
        @Nullable SweepChoice choice) {

    /** The version of the format that this Scholium writes and reads. */
    public static final int FORMAT_VERSION = 1;

    /** Copies. */
    public SweepResults {
        keys = List.copyOf(keys);
        trials = List.copyOf(trials);
    }

    /** {@return the trials that are compared: those with all epochs} */
    public List<SweepRow> compared() {
        return trials.stream().filter(row -> row.epochs() == 0).toList();
    }

    /** {@return every point with a trial that is done, over the seeds that are, in the trials' order} */
    @JsonProperty
    public List<SweepPoint> points() {
        return SweepPoint.of(compared());
    }

    /**
     * How many trials stand so.
     *
     * @param state how
     * @return a count
     */
    public long count(SweepRow.State state) {
        return trials.stream().filter(row -> row.state() == state).count();
    }

    /** {@return whether no trial has failed, and all that were to answer test have} */
    public boolean isWhole() {
        return count(SweepRow.State.failed) == 0
                && (choice == null || choice.unanswered().isEmpty());
    }

    /**
     * Writes the file.
     *
     * @param file where, usually {@code sweep.json}
     * @throws ScholiumException if it cannot be written
     */
    public void write(Path file) {
        AtomicFile.write(file, Json.page(this));
    }

    /**
     * Reads the file.
     *
     * @param file written by {@link #write}
     * @return what it holds
     * @throws ScholiumException if it cannot be read, is of another version or of another shape
     */
    public static SweepResults read(Path file) {
        try {
            String json = Files.readString(file);
            int version = Json.mapper().readTree(json).path("format_version").asInt(0);
            if (version != FORMAT_VERSION) {
                throw new ScholiumException(
                        ExitCode.FAILED, file + ": format_version must be " + FORMAT_VERSION + ", but is " + version);
            }
            return Json.read(json, SweepResults.class);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        } catch (JacksonException e) {
            throw new ScholiumException(ExitCode.FAILED, file + ": is no sweep's file: " + e.getOriginalMessage(), e);
        }
    }
}
