package dev.scholium.student;

import dev.scholium.data.TokenCounter;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import java.nio.file.Path;
import java.util.Optional;

/** What trains and opens students; the module {@code torch} has the one over libtorch. */
public interface StudentEngine {

    /**
     * Trains a student, or goes on with a training that was stopped.
     *
     * @param job what to train and where
     * @param progress is told of steps, loss and speed
     * @return the best student's folder and the training's figures
     */
    TrainingOutcome train(TrainingJob job, Progress progress);

    /**
     * Makes a vocabulary for fresh students, so that all systems of a comparison can share one.
     *
     * @param texts the training text: sources and targets
     * @param size how many tokens at most
     * @param folder where its {@code tokenizer.json} goes
     */
    void makeVocabulary(Iterable<String> texts, int size, Path folder);

    /**
     * Opens a trained student.
     *
     * @param folder a Hugging Face model folder
     * @param task what it reads and writes
     * @return the student, to be closed by the caller
     */
    Student open(Path folder, StudentTask task);

    /**
     * Opens a trained student to predict in another precision.
     *
     * @param folder a Hugging Face model folder
     * @param task what it reads and writes
     * @param precision what it predicts with
     * @return the student, to be closed by the caller
     * @throws ScholiumException if this engine has no such precision, as this one has not but for float32
     */
    default Student open(Path folder, StudentTask task, PredictionPrecision precision) {
        if (precision != PredictionPrecision.FLOAT32) {
            throw new ScholiumException(ExitCode.USAGE, "this engine predicts with precision float32 only");
        }
        return open(folder, task);
    }

    /**
     * Reads what a trained student reads and writes.
     *
     * @param folder the student's
     * @return its task; empty if the folder does not say
     */
    Optional<StudentTask> task(Path folder);

    /**
     * Reads how long a trained student may write when nothing else is said.
     *
     * @param folder the student's
     * @return as many tokens as nearly all of its training targets had, at least 1
     */
    int newTokens(Path folder);

    /**
     * Counts tokens as a student would.
     *
     * @param tokenizer a folder with {@code tokenizer.json} or {@code spiece.model}, or such a file
     * @return a counter, safe for one thread at a time
     */
    TokenCounter tokenCounter(Path tokenizer);
}
