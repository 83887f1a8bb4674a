package dev.scholium.cli;

import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
        },
        footer = {"", "Example:", "  scholium mock-teacher --port 8099"})
final class MockTeacherCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "PORT", description = "port on 127.0.0.1; 0 for any free one (default: 0)")
    private int port;

    @Option(
            names = "--delay-ms",
            paramLabel = "MS",
            description = "how long it thinks before each answer, in milliseconds (default: 0)")
    private int delayMs;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (MockTeacherServer server =
                MockTeacherServer.start(port, Duration.ofMillis(Math.max(0, delayMs)), MockBehaviour.FAULTLESS)) {
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
