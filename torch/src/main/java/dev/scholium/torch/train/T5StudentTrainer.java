package dev.scholium.torch.train;

import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.TrainingJob;
import dev.scholium.student.TrainingOutcome;
import java.util.function.LongSupplier;

/**
 * Trains a T5 student with the split loss, and keeps the checkpoint that does best on dev.
 *
 * <p>A training that was stopped goes on from its newest checkpoint to the same bits as one that was not. Used once, on
 * one thread; interrupting that thread stops the training at the next step, with a checkpoint.
 *
 * @see <a href="https://arxiv.org/abs/2409.12599">Pieper et al. 2024</a>
 */
public final class T5StudentTrainer {

    private final TrainingJob job;
    private final InitialStudent initial;
    private final RowLesson lesson;
    private final TrainingLoop loop;

    /**
     * A training that has not begun.
     *
     * @param job what to train and where
     * @param initial what to begin with; stays the caller's
     * @param progress is told of steps, loss, speed and time left
     * @param nanoTime a clock of nanoseconds, for speeds and for the time between checkpoints
     */
    public T5StudentTrainer(TrainingJob job, InitialStudent initial, Progress progress, LongSupplier nanoTime) {
        this.job = job;
        this.initial = initial;
        this.lesson = new RowLesson(job, initial.tokenizer());
        this.loop = new TrainingLoop(lesson, job.config(), job.folder(), job.following(), initial, progress, nanoTime);
    }

    /**
     * Trains to the end, or from where the training was stopped.
     *
     * @return the best student and the training's figures; those of the first time if it was finished before
     * @throws ScholiumException if the folder holds another training, the loss is no number, memory or disk is full, or
     *     the thread was interrupted
     */
    public TrainingOutcome train() {
        String fingerprint = Fingerprint.of(job, initial.identity(), initial.tokenizer());
        return loop.train(fingerprint, lesson.cutRows()).outcome(loop.student());
    }
}
