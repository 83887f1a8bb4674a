package dev.scholium.web.browse;

import dev.scholium.browse.Place;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.FolderBounds;
import dev.scholium.progress.ProgressReport;
import dev.scholium.progress.TimeText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the work in a run folder goes at one moment.
 *
 * @param name of the folder, or of a sweep's trial
 * @param report what its process told last; null where none did
 * @param isHeardOf whether that was just now
 */
record LiveWork(String name, @Nullable ProgressReport report, boolean isHeardOf) {

    /** A process tells something every second; one that is silent for longer than this was killed, or sleeps. */
    private static final int PATIENCE_SECONDS = 15;

    static LiveWork of(String name, Path folder, Instant now) {
        @Nullable
        ProgressReport report = FolderBounds.hold(folder, folder.resolve(ProgressReport.NAME))
                ? ProgressReport.read(folder).orElse(null)
                : null;
        return new LiveWork(name, report, report != null && isFresh(report, now));
    }

    /** {@return whether a process is at work in a folder, as far as one can tell} */
    static boolean isAtWork(Path folder, Instant now) {
        return of("", folder, now).isRunning();
    }

    private static boolean isFresh(ProgressReport report, Instant now) {
        try {
            return Instant.parse(report.updated()).plusSeconds(PATIENCE_SECONDS).isAfter(now);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** {@return the trials of a sweep that have a process of their own at this moment, by name} */
    static List<LiveWork> trials(Path run, Instant now) {
        List<LiveWork> trials = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(run.resolve("trials"))) {
            for (Path folder : folders) {
                LiveWork work = of(String.valueOf(folder.getFileName()), folder, now);
                if (work.isRunning() && FolderBounds.hold(run, folder)) {
                    trials.add(work);
                }
            }
        } catch (IOException e) {
            return trials; // there are none yet
        }
        trials.sort(Comparator.comparing(LiveWork::name));
        return trials;
    }

    /** {@return how the trials of a sweep stand, in one line; empty for a run that is none} */
    static String sweep(Place place) {
        Path file = place.path().resolve("sweep.json");
        if (!Files.isRegularFile(file) || !FolderBounds.hold(place.path(), file)) {
            return "";
        }
        try {
            SweepResults sweep = SweepResults.read(file);
            return Stream.of(SweepRow.State.values())
                    .filter(state -> sweep.count(state) > 0)
                    .map(state -> sweep.count(state) + " " + state)
                    .collect(Collectors.joining(", ", sweep.trials().size() + " trials: ", "."));
        } catch (ScholiumException e) {
            return "";
        }
    }

    boolean isRunning() {
        return report != null && report.isRunning() && isHeardOf;
    }

    /** {@return how it stands, in one sentence} */
    String sentence() {
        if (report == null) {
            return "Nothing has been told of work in this folder.";
        }
        if (!report.isRunning()) {
            return "Ended " + time(report.updated()) + ": " + report.state() + ".";
        }
        return isHeardOf
                ? "At work since " + time(report.started()) + "."
                : "Not heard of since " + time(report.updated())
                        + ": the process was killed, or its machine sleeps. The same command goes on with it.";
    }

    private static String time(String instant) {
        return instant.replaceFirst("T", " ").replaceFirst("(\\.\\d+)?Z$", "") + " UTC";
    }

    boolean hasBar() {
        return report != null && !report.what().isEmpty() && report.total() > 0;
    }

    long done() {
        return report == null ? 0 : Math.min(report.done(), report.total());
    }

    long total() {
        return report == null ? 0 : report.total();
    }

    String what() {
        return report == null ? "" : report.what();
    }

    /** {@return how much is done, how fast, and how long the rest takes; empty between two pieces of work} */
    String pace() {
        if (report == null || report.what().isEmpty()) {
            return "";
        }
        StringBuilder pace = new StringBuilder().append(report.done());
        if (report.total() > 0) {
            pace.append(" of ").append(report.total());
        }
        pace.append(' ').append(report.unit());
        if (report.isRunning() && report.rate() > 0) {
            pace.append(String.format(
                    Locale.ROOT, report.rate() < 10 ? ", %.2f %s/s" : ", %.0f %s/s", report.rate(), report.unit()));
        }
        if (report.isRunning() && report.secondsLeft() >= 0) {
            pace.append(", ").append(TimeText.rounded(report.secondsLeft())).append(" left");
        }
        return pace.toString();
    }

    String figures() {
        return report == null || report.what().isEmpty() ? "" : report.figures();
    }

    List<String> lines() {
        return report == null ? List.of() : report.lines();
    }
}
