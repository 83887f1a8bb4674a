package dev.scholium.progress;

import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * How far a piece of long work is: the content of {@code progress.json}.
 *
 * @param formatVersion 1
 * @param state {@link #RUNNING}, or how it ended: {@code done}, {@code interrupted}, {@code failed: ...}
 * @param started when this session began, in UTC
 * @param updated when this was written, in UTC; long ago and still running means killed
 * @param what the current piece of work in a few words; empty between two
 * @param total units that it has, 0 when unknown
 * @param done units that are done, those of earlier sessions too
 * @param unit name of one unit
 * @param rate units a second over the last minute, or since the work began where it is slow; 0 when unknown
 * @param figures the figures that matter right now: cost, loss, accuracy
 * @param lines the latest lines for the user, at most {@link #MOST_LINES}
 */
public record ProgressReport(
        int formatVersion,
        String state,
        String started,
        String updated,
        String what,
        long total,
        long done,
        String unit,
        double rate,
        String figures,
        List<String> lines) {

    /** Name of the file. */
    public static final String NAME = "progress.json";

    /** State of work that goes on. */
    public static final String RUNNING = "running";

    /** Older lines are left out. */
    public static final int MOST_LINES = 20;

    /** Copies. */
    public ProgressReport {
        lines = List.copyOf(lines);
    }

    /**
     * Reads a folder's report.
     *
     * @param folder a run's or a trial's
     * @return the report; empty where there is none, or none of this version
     */
    public static Optional<ProgressReport> read(Path folder) {
        try {
            ProgressReport report = Json.read(Files.readString(folder.resolve(NAME)), ProgressReport.class);
            return report.formatVersion() == 1 ? Optional.of(report) : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty(); // who only looks on does not fail over it
        }
    }

    /** {@return whether the work goes on, or was killed} */
    public boolean isRunning() {
        return state.equals(RUNNING);
    }

    /** {@return seconds that are left at the present rate; -1 when unknown} */
    public double secondsLeft() {
        return rate > 0 && total > done ? (total - done) / rate : -1;
    }
}
