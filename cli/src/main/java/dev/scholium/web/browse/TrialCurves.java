package dev.scholium.web.browse;

import dev.scholium.file.FolderBounds;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How one training goes, by its {@code metrics.jsonl}.
 *
 * @param trial name of its folder
 * @param changed when a line was added last
 * @param loss by step
 * @param accuracy on dev in per cent, by step
 */
record TrialCurves(String trial, FileTime changed, List<Point> loss, List<Point> accuracy) {

    /** More trainings than this are no chart; those that changed last are shown. */
    static final int MOST = 8;

    private static final String METRICS = "metrics.jsonl";

    /** A figure after a number of steps. */
    record Point(long step, double value) {}

    TrialCurves {
        loss = List.copyOf(loss);
        accuracy = List.copyOf(accuracy);
    }

    /** {@return the trainings of a run that changed last, by name; what cannot be read is left out} */
    static List<TrialCurves> of(Path run) {
        List<TrialCurves> latest = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(run.resolve("trials"))) {
            List<Dated> files = new ArrayList<>();
            for (Path folder : folders) {
                Path file = folder.resolve(METRICS);
                if (Files.isRegularFile(file) && FolderBounds.hold(run, file)) {
                    files.add(new Dated(folder, Files.getLastModifiedTime(file)));
                }
            }
            files.sort(Comparator.comparing(Dated::changed).reversed());
            for (Dated file : files.subList(0, Math.min(MOST, files.size()))) {
                latest.add(read(file));
            }
        } catch (IOException e) {
            return latest; // there are no trials yet
        }
        latest.sort(Comparator.comparing(TrialCurves::trial));
        return latest;
    }

    private record Dated(Path folder, FileTime changed) {}

    private static TrialCurves read(Dated file) throws IOException {
        List<Point> loss = new ArrayList<>();
        List<Point> accuracy = new ArrayList<>();
        String text = Files.readString(file.folder().resolve(METRICS));
        // what follows the last line end is being written
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> add(line, loss, accuracy));
        return new TrialCurves(String.valueOf(file.folder().getFileName()), file.changed(), loss, accuracy);
    }

    private static void add(String line, List<Point> loss, List<Point> accuracy) {
        try {
            JsonNode metrics = Json.mapper().readTree(line);
            long step = metrics.path("step").asLong(0);
            add(loss, step, metrics.path("loss"), 1);
            add(accuracy, step, metrics.path("eval_accuracy"), 100);
        } catch (JacksonException e) {
            // a page that looks on does not fail over a damaged line
        }
    }

    private static void add(List<Point> points, long step, JsonNode value, double factor) {
        if (value.isNumber() && Double.isFinite(value.asDouble())) {
            points.add(new Point(step, factor * value.asDouble()));
        }
    }
}
