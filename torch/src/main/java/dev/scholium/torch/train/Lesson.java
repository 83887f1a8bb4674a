package dev.scholium.torch.train;

import dev.scholium.student.TrainingMetrics;
import dev.scholium.torch.t5.T5Model;
import java.nio.file.Path;
import java.util.List;

/** What a training learns from and is judged by; everything else of a training is the same for all. */
interface Lesson {

    /** {@return what the training is called while it goes on} */
    String title();

    /** {@return how many batches an epoch has; the same for all epochs} */
    long batchesPerEpoch();

    /**
     * The batches of one epoch, a function of the seed and the epoch's number alone.
     *
     * @param epoch its number, from 0
     * @return the rows of each batch
     */
    List<List<EncodedExample>> epoch(long epoch);

    /**
     * Judges a model.
     *
     * @param model as it is now; not changed
     * @return its figures
     * @throws dev.scholium.failure.ScholiumException if the thread is interrupted meanwhile
     */
    Evaluation evaluate(T5Model model);

    /**
     * Writes what belongs beside a model's weights in the folder of the best student.
     *
     * @param folder the new folder
     */
    void saveBeside(Path folder);

    /**
     * Says a score in the lesson's own measure.
     *
     * @param score of an evaluation
     * @return its name and figure
     */
    Measure measure(double score);

    /**
     * A score as people know it.
     *
     * @param name {@code dev accuracy}
     * @param figure its value
     */
    record Measure(String name, double figure) {}

    /** What an evaluation came to. */
    interface Evaluation {

        /** {@return the higher the better, in {@code [0, 1]}} */
        double score();

        /** {@return in words, that nearly all rows got one answer; empty if not so, or where nothing is answered} */
        default String collapse() {
            return "";
        }

        /**
         * The evaluation's line of {@code metrics.jsonl}.
         *
         * @param step optimiser steps done
         * @param epoch passes over the rows done
         * @param seconds how long the evaluation took
         * @return the line
         */
        TrainingMetrics line(long step, double epoch, double seconds);
    }
}
