package dev.scholium.cli;

import dev.scholium.teacher.mock.BatchFaults;
import dev.scholium.teacher.mock.FaultyTeacher;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockStatistics;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scholium mock-teacher}: serves OpenAI's chat API on this machine until it is stopped. */
@Command(
        name = "mock-teacher",
        mixinStandardHelpOptions = true,
        description = {
            "Serves a teacher for rehearsals on this machine: OpenAI's chat API, no key, no cost.",
            "An answer depends on the request alone. GET /v1/mock/stats says what was asked, and what twice."
        })
final class MockTeacherCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "PORT", description = "port on 127.0.0.1; 0 for any free one (default: 0)")
    private int port;

    @Option(
            names = "--delay-ms",
            paramLabel = "MS",
            description = "how long it thinks before each answer, in milliseconds (default: 0)")
    private int delayMs;

    @Option(
            names = "--faults",
            paramLabel = "SPEC",
            description = "misbehaves: faults with their shares, as listed below, or a YAML or JSON file of them")
    private @Nullable String faults;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "appends a line for every request to FILE, and goes on counting where it ends")
    private @Nullable Path log;

    @Option(
            names = "--batch-delay-ms",
            paramLabel = "MS",
            description = "how long a batch job takes, in milliseconds (default: 0)")
    private int batchDelayMs;

    @Option(
            names = "--batch-faults",
            paramLabel = "SPEC",
            description = "shares of a batch job's lines that go wrong: failed, expired, missing, torn, repeated;"
                    + " failed=0.05,expired=0.1")
    private String batchFaults = "";

    private CommandSpec spec = CommandSpec.create();

    /** Takes the specification and adds the list of faults to the help text. */
    @Spec
    void spec(CommandSpec given) {
        spec = given;
        List<String> footer = new ArrayList<>();
        footer.add("");
        footer.add("Faults, each with an example (the share of requests; after a colon how badly):");
        FaultyTeacher.help().forEach(line -> footer.add("  " + line));
        footer.add("");
        footer.add("Examples:");
        footer.add("  scholium mock-teacher --port 8099");
        footer.add("  scholium mock-teacher --port 8099 --faults all=0.2,rpm=600");
        spec.usageMessage().footer(footer.toArray(String[]::new));
    }

    @Override
    public Integer call() {
        MockBehaviour behaviour = faults == null ? MockBehaviour.FAULTLESS : FaultyTeacher.of(faults, System::nanoTime);
        BatchFaults batches = BatchFaults.of(batchFaults, Duration.ofMillis(Math.max(0, batchDelayMs)));
        MockStatistics statistics = log == null ? new MockStatistics() : new MockStatistics(log);
        try (MockTeacherServer server = MockTeacherServer.start(
                port, Duration.ofMillis(Math.max(0, delayMs)), behaviour, batches, statistics)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(server.baseUrl());
            out.flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            return 0; // stopped by the user, which is how it ends
        }
        return 0;
    }
}
