package dev.scholium.student;

import java.nio.file.Path;
import java.util.List;

/**
 * Everything that one training needs.
 *
 * @param task what the student reads and writes, in the configuration's layout
 * @param student what to begin with
 * @param config how to train
 * @param train rows to learn from, at least one
 * @param dev rows to choose the best checkpoint by; their rationales, where there are any, are what BLEU compares with
 * @param folder where {@code metrics.jsonl}, {@code checkpoints/} and {@code student/} go; a job that was killed goes
 *     on from the newest whole checkpoint found here
 */
public record TrainingJob(
        StudentTask task,
        StudentSpec student,
        TrainingConfig config,
        List<StudentExample> train,
        List<StudentExample> dev,
        Path folder) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no row to learn from or to choose by, or if the layouts of task and
     *     configuration differ
     */
    public TrainingJob {
        train = List.copyOf(train);
        dev = List.copyOf(dev);
        if (train.isEmpty() || dev.isEmpty()) {
            throw new IllegalArgumentException("training needs rows to learn from and rows to choose by, but has "
                    + train.size() + " and " + dev.size());
        }
        if (task.layout() != config.layout()) {
            throw new IllegalArgumentException("the task's layout must be the configuration's, "
                    + config.layout().word() + ", but is " + task.layout().word());
        }
    }
}
