package dev.scholium.torch.train;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Sha256;
import dev.scholium.progress.Progress;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Pre-trains a T5 by span corruption of plain text, by the same loop as {@link T5StudentTrainer}: it goes on after a
 * stop to the same bits, and keeps the checkpoint with the lowest loss on held-out text.
 *
 * @see <a href="https://arxiv.org/abs/1910.10683">Raffel et al. 2020, section 3.1.4</a>
 */
public final class T5Pretrainer {

    private final PretrainingJob job;
    private final InitialStudent initial;
    private final TrainingLoop loop;

    /**
     * A pre-training that has not begun.
     *
     * @param job what to train on and where
     * @param initial what to begin with; stays the caller's
     * @param progress is told of steps, loss, speed and time left
     * @param nanoTime a clock of nanoseconds, for speeds and for the time between checkpoints
     * @throws ScholiumException if the tokenizer has no sentinels, or there is too little text
     */
    public T5Pretrainer(PretrainingJob job, InitialStudent initial, Progress progress, LongSupplier nanoTime) {
        this.job = job;
        this.initial = initial;
        TextLesson lesson = new TextLesson(job, initial.tokenizer());
        this.loop = new TrainingLoop(lesson, job.config(), job.folder(), 0, initial, progress, nanoTime);
    }

    /**
     * Trains to the end, or from where the training was stopped.
     *
     * @return the best model and the figures; those of the first time if it was finished before
     * @throws ScholiumException if the folder holds another training, the loss is no number, memory or disk is full, or
     *     the thread was interrupted
     */
    public PretrainingOutcome train() {
        TrainingResult result = loop.train(fingerprint(), new TrainingLoop.CutRows(0, 0));
        return new PretrainingOutcome(
                loop.student(),
                result.steps(),
                result.bestStep(),
                TextLesson.HeldOutLoss.ofScore(result.bestScore()),
                result.parameters(),
                result.trainSeconds());
    }

    private String fingerprint() {
        Sha256 hash = new Sha256()
                .addSized("pre-training 1")
                .addSized(job.config().with(Map.of("keep_checkpoints", 1)).toString())
                .addSized(job.corruption().toString())
                .addSized(Double.toString(job.heldOut()))
                .addSized(initial.identity())
                .addSized(initial.tokenizer().identity());
        job.documents().forEach(hash::addSized);
        return hash.hex();
    }
}
