package dev.scholium.evaluate;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/** Reads and writes {@code predictions/*.jsonl}, one {@link Prediction} a line, without holding them all. */
public final class PredictionFile {

    private PredictionFile() {}

    /** Hands predictions to the file one by one. */
    @FunctionalInterface
    public interface Source {
        /**
         * Hands over all predictions.
         *
         * @param file takes them in order
         */
        void sendTo(Consumer<Prediction> file);
    }

    /**
     * Replaces a file by the predictions of a source; it appears only when the source is through.
     *
     * @param file where
     * @param source gives the predictions
     * @throws ScholiumException if the file cannot be written
     */
    public static void write(Path file, Source source) {
        AtomicFile.write(file, temporary -> {
            try (BufferedWriter lines = Files.newBufferedWriter(temporary)) {
                source.sendTo(prediction -> writeLine(lines, prediction));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
    }

    private static void writeLine(BufferedWriter lines, Prediction prediction) {
        try {
            lines.write(Json.line(prediction));
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file line by line.
     *
     * @param file one prediction a line
     * @param reader is given each in order
     * @throws ScholiumException if the file cannot be read or a line is no prediction
     */
    public static void read(Path file, Consumer<Prediction> reader) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    reader.accept(parse(file, number, line));
                }
            }
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    private static Prediction parse(Path file, long number, String line) {
        try {
            return Json.read(line, Prediction.class);
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    file + ":" + number + ": must be a prediction as one line of JSON, but: " + e.getOriginalMessage(),
                    e);
        }
    }
}
