package dev.scholium.torch.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.student.TrainingMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A trial's {@code metrics.jsonl}, written line by line as the training goes. */
final class MetricsFile implements AutoCloseable {

    private static final JsonMapper WITHOUT_NULLS = Json.mapper()
            .rebuild()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final Path file;
    private final OutputStream out; // unlike a channel, an interrupted thread can write to it

    private MetricsFile(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Opens the file, without the lines that a resumed training will write again.
     *
     * @param file where
     * @param step training lines of later steps are dropped, and a last line that is not whole
     * @param evaluatedStep evaluations of later steps are dropped
     */
    static MetricsFile open(Path file, long step, long evaluatedStep) {
        StringBuilder kept = new StringBuilder();
        try {
            if (Files.exists(file)) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                text.lines()
                        .filter(line -> isUpTo(step, evaluatedStep, line))
                        .forEach(line -> kept.append(line).append('\n'));
            }
            AtomicFile.write(file, kept.toString());
            return new MetricsFile(file, Files.newOutputStream(file, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    private static boolean isUpTo(long step, long evaluatedStep, String line) {
        try {
            TrainingMetrics read = Json.read(line, TrainingMetrics.class);
            return read.step() <= (read.evalSeconds() == null ? step : evaluatedStep);
        } catch (JacksonException e) {
            return false; // torn when the process died
        }
    }

    void add(TrainingMetrics line) {
        try {
            String text = WITHOUT_NULLS.writeValueAsString(line) + "\n";
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    /** Forces the lines to the disk, so that none is missing that a checkpoint builds on. */
    void sync() {
        try {
            AtomicFile.sync(file);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }
}
