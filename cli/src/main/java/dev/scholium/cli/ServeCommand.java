package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.web.Callers;
import dev.scholium.web.WebServer;
import dev.scholium.web.serve.ServeLimits;
import dev.scholium.web.serve.ServeMetrics;
import dev.scholium.web.serve.ServedStudent;
import dev.scholium.web.serve.ServedStudents;
import dev.scholium.web.serve.ServiceRehearsal;
import dev.scholium.web.serve.StudentService;
import dev.scholium.web.serve.StudentWatch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scholium serve}: students as a service, until it is stopped. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves trained students over HTTP until it is stopped: a page to try them at /, POST /v1/predict,"
                    + " GET /v1/models, /metrics, /health/live and /health/ready.",
            "Rows of all callers are answered in batches. One JSON line a request goes to standard error."
        },
        footer = {
            "",
            "Example, asked by: curl -s http://127.0.0.1:8080/v1/predict -d @rows.json",
            "  scholium serve runs/quickstart/trials/reasoning-seed1/student --port 8080"
        })
final class ServeCommand implements Callable<Integer> {

    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]{1,64})=(.+)");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "[NAME=]STUDENT",
            description =
                    "Trials' student folders. Requests choose one by its name (default for one: student); the first"
                            + " answers those that name none.")
    private List<String> folders = new ArrayList<>();

    @Mixin
    private WebOptions web;

    @Mixin
    private ServedStudentOptions opening;

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
            names = "--reload-ms",
            paramLabel = "MS",
            description = "Looks so often whether a student folder has changed, and opens it again; 0 for never"
                    + " (${DEFAULT-VALUE}).")
    private int reloadMs = 2_000;

    @Override
    public Integer call() {
        opening.requireRoomFor(maxRows);
        ServeLimits limits = limits();
        Map<String, Path> named = named();
        ServeMetrics metrics = new ServeMetrics();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        // closed in the opposite order: first the server, when all are answered
        try (ServedStudents students = open(named, metrics);
                StudentWatch watch = new StudentWatch(
                        students, named, name -> opening.open(name, named.getOrDefault(name, Path.of("")), metrics));
                Callers callers = new Callers();
                WebServer server = WebServer.start(
                        web.config(),
                        StudentService::isOpen,
                        err::println,
                        new StudentService(students, limits, callers, metrics)::addTo)) {
            ServiceRehearsal.of(students.all().get(0).task(), limits);
            if (reloadMs > 0) {
                watch.start(Duration.ofMillis(reloadMs));
            }
            out.println(server.url());
            out.flush();
            server.serveUntilInterrupted();
        }
        return ExitCode.DONE.status();
    }

    private ServedStudents open(Map<String, Path> named, ServeMetrics metrics) {
        List<ServedStudent> opened = new ArrayList<>();
        named.forEach((name, folder) -> opened.add(opening.open(name, folder, metrics)));
        return new ServedStudents(opened);
    }

    private Map<String, Path> named() {
        Map<String, Path> named = new LinkedHashMap<>();
        for (String argument : folders) {
            Matcher matcher = NAMED.matcher(argument);
            boolean hasName = matcher.matches();
            String name = hasName ? matcher.group(1) : "student";
            if (named.put(name, Path.of(hasName ? matcher.group(2) : argument)) != null) {
                throw new ScholiumException(
                        ExitCode.USAGE,
                        argument + ": there are two students named " + name + "; give each a name: NAME=STUDENT");
            }
        }
        return named;
    }

    private ServeLimits limits() {
        try {
            return new ServeLimits(maxRows, maxText, deadlineMs);
        } catch (IllegalArgumentException e) {
            throw new ScholiumException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
