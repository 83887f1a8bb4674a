package dev.scholium.torch.train;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.student.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What a finished training came to, in the trial's {@code training_result.json}: a finished training is not repeated.
 *
 * @param fingerprint of student, settings and rows
 * @param steps as in {@link TrainingOutcome}, and so the others
 * @param bestStep as there
 * @param bestScore dev accuracy of a student; of a pre-training, what its lesson says
 * @param parameters as there
 * @param trainSeconds as there
 * @param trainSamplesPerSecond as there
 * @param truncatedSources as there
 * @param truncatedTargets as there
 */
record TrainingResult(
        String fingerprint,
        long steps,
        long bestStep,
        double bestScore,
        long parameters,
        double trainSeconds,
        double trainSamplesPerSecond,
        long truncatedSources,
        long truncatedTargets) {

    private static final String NAME = "training_result.json";

    /**
     * Reads a trial's result.
     *
     * @param folder the trial's
     * @param fingerprint of the training that is wanted
     * @return empty if it is not finished
     * @throws ScholiumException if another training was finished there
     */
    static Optional<TrainingResult> read(Path folder, String fingerprint) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            TrainingResult result = Json.read(Files.readString(file), TrainingResult.class);
            if (!result.fingerprint.equals(fingerprint)) {
                throw new ScholiumException(
                        ExitCode.FAILED,
                        file + ": is of a training with another student, other settings or other rows; train in"
                                + " another folder");
            }
            return Optional.of(result);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, file + ": is damaged; delete it to go on from the last checkpoint", e);
        }
    }

    void write(Path folder) {
        AtomicFile.write(folder.resolve(NAME), Json.page(this));
    }

    TrainingOutcome outcome(Path student) {
        return new TrainingOutcome(
                student,
                steps,
                bestStep,
                bestScore,
                parameters,
                trainSeconds,
                trainSamplesPerSecond,
                truncatedSources,
                truncatedTargets);
    }
}
