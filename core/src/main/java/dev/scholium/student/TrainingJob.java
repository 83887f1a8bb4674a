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
 * @param tokens where the rows' token ids are kept for other trainings that learn from the same texts
 * @param following trainings of the same run that come after this one, at least 0: the disk must hold theirs, too
 */
public record TrainingJob(
        StudentTask task,
        StudentSpec student,
        TrainingConfig config,
        List<StudentExample> train,
        List<StudentExample> dev,
        Path folder,
        Path tokens,
        int following) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no row to learn from or to choose by, the layouts of task and
     *     configuration differ, or {@code following} is negative
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
        if (following < 0) {
            throw new IllegalArgumentException("following must be at least 0, but is " + following);
        }
    }

    /**
     * A training that none follows, and that keeps token ids in {@code tokens/} of its folder.
     *
     * @param task what the student reads and writes, in the configuration's layout
     * @param student what to begin with
     * @param config how to train
     * @param train rows to learn from, at least one
     * @param dev rows to choose the best checkpoint by
     * @param folder where everything goes
     */
    public TrainingJob(
            StudentTask task,
            StudentSpec student,
            TrainingConfig config,
            List<StudentExample> train,
            List<StudentExample> dev,
            Path folder) {
        this(task, student, config, train, dev, folder, folder.resolve("tokens"), 0);
    }
}
