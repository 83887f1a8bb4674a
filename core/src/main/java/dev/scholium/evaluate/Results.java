package dev.scholium.evaluate;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * All of {@code results.json}; {@code docs/formats/results.md} describes it.
 *
 * @param formatVersion {@value #FORMAT_VERSION}
 * @param baseline name of the system that the others are compared with; of those of a sweep that have another, the
 *     comparisons tell
 * @param labels the task's labels in order
 * @param systems one a system, seed and split
 * @param comparisons each system against its baseline, by seed and split
 * @param summaries each system over its seeds, by split
 * @param artefacts what data and rationales give away; null where it was not counted
 * @param slices each system on slices of the splits; empty where none were asked for
 */
public record Results(
        int formatVersion,
        String baseline,
        List<String> labels,
        List<SystemResult> systems,
        List<Comparison> comparisons,
        List<SystemSummary> summaries,
        @Nullable Artefacts artefacts,
        List<SliceResult> slices) {

    /** The version of the format that this Scholium writes and reads. */
    public static final int FORMAT_VERSION = 3;

    /** Copies. */
    public Results {
        labels = List.copyOf(labels);
        systems = List.copyOf(systems);
        comparisons = List.copyOf(comparisons);
        summaries = List.copyOf(summaries);
        slices = List.copyOf(slices);
    }

    /**
     * The same with more beside the scores.
     *
     * @param counted what data and rationales give away
     * @param sliced the systems on slices
     * @return other results
     */
    public Results with(Artefacts counted, List<SliceResult> sliced) {
        return new Results(formatVersion, baseline, labels, systems, comparisons, summaries, counted, sliced);
    }

    /**
     * How many of a system's seeds have stopped looking at their input.
     *
     * @param system its name
     * @param split of the answers
     * @return a count; 0 for a system that is not here
     */
    public long collapsedSeeds(String system, String split) {
        return systems.stream()
                .filter(result -> result.collapsed()
                        && result.name().equals(system)
                        && result.split().equals(split))
                .count();
    }

    /**
     * Whether one of a system's seeds has stopped looking at its input.
     *
     * @param system its name
     * @param seed which
     * @param split of the answers
     * @return false also for a system that is not here
     */
    public boolean hasCollapsed(String system, long seed, String split) {
        return systems.stream()
                .anyMatch(result -> result.collapsed()
                        && result.name().equals(system)
                        && result.seed() == seed
                        && result.split().equals(split));
    }

    /** {@return all systems that others are compared with, the usual one first} */
    public Set<String> baselines() {
        Set<String> names = new LinkedHashSet<>(List.of(baseline));
        comparisons.forEach(comparison -> names.add(comparison.b()));
        return names;
    }

    /**
     * Writes the results.
     *
     * @param file where, usually {@code results.json}
     * @throws ScholiumException if it cannot be written
     */
    public void write(Path file) {
        AtomicFile.write(file, Json.page(this));
    }

    /**
     * Reads results.
     *
     * @param file written by {@link #write}
     * @return the results
     * @throws ScholiumException if the file cannot be read, is of a newer version or of another shape
     */
    public static Results read(Path file) {
        try {
            String json = Files.readString(file);
            int version = Json.mapper().readTree(json).path("format_version").asInt(0);
            if (version != FORMAT_VERSION) {
                throw new ScholiumException(
                        ExitCode.FAILED,
                        file + ": format_version must be " + FORMAT_VERSION + ", but is " + version
                                + "; evaluate again with this version of Scholium");
            }
            return Json.read(json, Results.class);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        } catch (JacksonException e) {
            throw new ScholiumException(ExitCode.FAILED, file + ": is no results file: " + e.getOriginalMessage(), e);
        }
    }
}
