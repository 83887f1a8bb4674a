package dev.scholium.teacher.batch;

import dev.scholium.progress.Progress;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.TeacherConfig;
import java.nio.file.Path;

/** A process of its own that asks by batch jobs, to be killed. */
final class BatchKillTarget {

    static final int QUESTIONS = 60;

    private BatchKillTarget() {}

    /** So patient that lines which fail at random do not fail for good: a tenth does in every job. */
    static TeacherConfig config(String provider, String baseUrl) {
        return BatchBench.config(provider, baseUrl).with("max_retries", 12);
    }

    /** Arguments: provider, base URL, folder. */
    public static void main(String[] args) {
        try (Journal journal = BatchBench.journal(Path.of(args[2]))) {
            BatchBench.asker(config(args[0], args[1]), journal, BatchBench.policy(30))
                    .ask(BatchBench.questions(QUESTIONS).iterator(), Progress.none());
        }
    }
}
