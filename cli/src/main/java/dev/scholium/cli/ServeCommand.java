package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Sha256;
import dev.scholium.progress.Progress;
import dev.scholium.student.Student;
import dev.scholium.student.Student.PredictionConfig;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.predict.TaskFile;
import dev.scholium.web.Callers;
import dev.scholium.web.WebServer;
import dev.scholium.web.batch.BatchLimits;
import dev.scholium.web.batch.BatchQueue;
import dev.scholium.web.batch.Question;
import dev.scholium.web.serve.ServeLimits;
import dev.scholium.web.serve.StudentService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scholium serve}: a student as a service, until it is stopped. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves a trained student over HTTP until it is stopped: POST /v1/predict, GET /health/live, /health/ready.",
            "Rows of all callers are answered in batches. One JSON line a request goes to standard error."
        },
        footer = {
            "",
            "Example, asked by: curl -s http://127.0.0.1:8080/v1/predict -d @rows.json",
            "  scholium serve runs/quickstart/trials/reasoning-seed1/student --port 8080"
        })
final class ServeCommand implements Callable<Integer> {

    /** For students of a version that did not keep how long their targets were. */
    private static final int DEFAULT_NEW_TOKENS = 128;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "STUDENT", description = "A trial's student folder.")
    private Path studentFolder = Path.of("");

    @Mixin
    private WebOptions web;

    @Option(names = "--batch-size", paramLabel = "N", description = "Rows at once (${DEFAULT-VALUE}).")
    private int batchSize = 32;

    @Option(
            names = "--gather-ms",
            paramLabel = "MS",
            description = "How long a row waits for others after a batch; an idle student answers at once"
                    + " (${DEFAULT-VALUE}).")
    private int gatherMs = 3;

    @Option(
            names = "--waiting",
            paramLabel = "N",
            description = "Rows that may wait; more are refused with 429 (${DEFAULT-VALUE}).")
    private int waiting = 512;

    @Option(names = "--max-rows", paramLabel = "N", description = "Most rows of a request (${DEFAULT-VALUE}).")
    private int maxRows = 128;

    @Option(
            names = "--max-text",
            paramLabel = "N",
            description = "Longest text of a row's field, in characters (${DEFAULT-VALUE}).")
    private int maxText = 20_000;

    @Option(
            names = "--deadline-ms",
            paramLabel = "MS",
            description = "Longest wait for an answer; requests may ask for less (${DEFAULT-VALUE}).")
    private int deadlineMs = 30_000;

    @Option(
            names = "--max-new-tokens",
            paramLabel = "N",
            description = "How long the student may write: as long as 99 %% of its training targets if not given.")
    private @Nullable Integer maxNewTokens;

    @Option(
            names = "--max-source-tokens",
            paramLabel = "N",
            description = "Sources are cut to so many tokens (${DEFAULT-VALUE}).")
    private int maxSourceTokens = 600;

    @Override
    public Integer call() {
        StudentTask task = TaskFile.read(studentFolder)
                .orElseThrow(() -> new ScholiumException(
                        ExitCode.USAGE,
                        studentFolder + ": must be a student trained by Scholium, but has no " + TaskFile.NAME
                                + ", which holds its task"));
        int newTokens =
                maxNewTokens == null ? TaskFile.targetTokens(studentFolder).orElse(DEFAULT_NEW_TOKENS) : maxNewTokens;
        ServeLimits limits = checked(() -> new ServeLimits(maxRows, maxText, deadlineMs, newTokens));
        BatchLimits batches = checked(() -> new BatchLimits(batchSize, waiting, Duration.ofMillis(gatherMs)));
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (Student student = new T5Engine().open(studentFolder, task);
                BatchQueue queue = new BatchQueue(batches, questions -> answers(student, task, questions, newTokens));
                Callers callers = new Callers();
                WebServer server = WebServer.start(
                        web.config(),
                        path -> path.startsWith("/health/"),
                        err::println,
                        new StudentService(task, version(), queue, limits, callers)::addTo)) {
            out.println(server.url());
            out.flush();
            server.serveUntilInterrupted();
        }
        return ExitCode.DONE.status();
    }

    private static <T> T checked(Supplier<T> options) {
        try {
            return options.get();
        } catch (IllegalArgumentException e) {
            throw new ScholiumException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private List<StudentAnswer> answers(Student student, StudentTask task, List<Question> questions, int newTokens) {
        // where the rationale comes first, a label has to be written for
        int asked = task.layout() == TargetLayout.RATIONALE_FIRST
                ? newTokens
                : questions.get(0).maxNewTokens();
        List<StudentAnswer> answers = new ArrayList<>(questions.size());
        student.predict(
                questions.stream().map(Question::source).iterator(),
                new PredictionConfig(asked, maxSourceTokens, batchSize),
                answers::add,
                Progress.none());
        return answers;
    }

    private String version() {
        Path weights = studentFolder.resolve("model.safetensors");
        try {
            return "sha256:" + Sha256.of(weights);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(weights, e);
        }
    }
}
