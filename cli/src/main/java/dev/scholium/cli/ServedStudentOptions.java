package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Sha256;
import dev.scholium.progress.Progress;
import dev.scholium.student.RowListener;
import dev.scholium.student.Student;
import dev.scholium.student.Student.PredictionConfig;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import dev.scholium.torch.checkpoint.ModelWeights;
import dev.scholium.torch.predict.TaskFile;
import dev.scholium.web.batch.BatchLimits;
import dev.scholium.web.batch.BatchQueue;
import dev.scholium.web.batch.Question;
import dev.scholium.web.serve.ServeMetrics;
import dev.scholium.web.serve.ServedStudent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How students that serve are opened and answer in batches. */
final class ServedStudentOptions {

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Rows at once, shared out among the threads (${DEFAULT-VALUE}).")
    private int batchSize = 64;

    @Option(
            names = "--gather-ms",
            paramLabel = "MS",
            description =
                    "How long a row waits for others after a batch, or a fiftieth of its time if that is longer; an"
                            + " idle student answers at once (${DEFAULT-VALUE}; 0: never).")
    private int gatherMs = 3;

    @Option(
            names = "--waiting",
            paramLabel = "N",
            description = "Rows that may wait for a student; more are refused with 429 (${DEFAULT-VALUE}).")
    private int waiting = 512;

    @Option(
            names = "--max-new-tokens",
            paramLabel = "N",
            description = "How long a student may write: as long as 99 %% of its training targets if not given.")
    private @Nullable Integer maxNewTokens;

    @Option(
            names = "--max-source-tokens",
            paramLabel = "N",
            description = "Sources are cut to so many tokens (${DEFAULT-VALUE}).")
    private int maxSourceTokens = 600;

    @Mixin
    private PrecisionOption precision = new PrecisionOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    /**
     * Opens a student and starts the queue before it.
     *
     * @param name by which requests ask for it
     * @param folder a trial's student folder
     * @param metrics hear of every batch
     * @return it, to be closed by the caller
     * @throws ScholiumException if the folder holds no student with its task, there is no such device, or an option is
     *     out of range
     */
    ServedStudent open(String name, Path folder, ServeMetrics metrics) {
        StudentTask task = TaskFile.require(folder);
        int newTokens = maxNewTokens == null ? TaskFile.newTokens(folder) : maxNewTokens;
        BatchLimits limits = limits(newTokens);
        String version = version(folder);
        Student student = device.engine().open(folder, task, precision.precision());
        BatchQueue queue = new BatchQueue(limits, (questions, listener) -> {
            metrics.batch(name, questions.size());
            return answers(student, task, questions, listener, newTokens);
        });
        return new ServedStudent(name, task, version, newTokens, queue, student::close);
    }

    /**
     * Checks that a request of the most rows finds room in an empty queue.
     *
     * @param rows most rows of a request
     * @throws ScholiumException if it never would
     */
    void requireRoomFor(int rows) {
        if (rows > waiting) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "--waiting: must be at least --max-rows, " + rows + ", but is " + waiting
                            + "; larger requests would be refused for ever");
        }
    }

    private BatchLimits limits(int newTokens) {
        if (newTokens < 1 || maxSourceTokens < 1) {
            throw new ScholiumException(ExitCode.USAGE, "--max-new-tokens and --max-source-tokens must be at least 1");
        }
        try {
            return new BatchLimits(batchSize, waiting, Duration.ofMillis(gatherMs));
        } catch (IllegalArgumentException e) {
            throw new ScholiumException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private List<StudentAnswer> answers(
            Student student, StudentTask task, List<Question> questions, RowListener listener, int newTokens) {
        // where the rationale comes first, a label has to be written for
        int asked = task.layout() == TargetLayout.RATIONALE_FIRST
                ? newTokens
                : questions.get(0).maxNewTokens();
        List<StudentAnswer> answers = new ArrayList<>(questions.size());
        student.predict(
                questions.stream().map(Question::source).iterator(),
                new PredictionConfig(asked, maxSourceTokens, batchSize),
                listener,
                answers::add,
                Progress.none());
        return answers;
    }

    private static String version(Path folder) {
        Map<String, String> hashes = new TreeMap<>();
        for (String name : ModelWeights.files(folder)) {
            Path weights = folder.resolve(name);
            try {
                hashes.put(name, Sha256.of(weights));
            } catch (IOException e) {
                throw AtomicFile.cannotRead(weights, e);
            }
        }
        return "sha256:" + Sha256.ofFiles(hashes);
    }
}
