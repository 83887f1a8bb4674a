package dev.scholium.web.serve;

import dev.scholium.student.StudentTask;
import dev.scholium.web.Callers;
import dev.scholium.web.WebConfig;
import dev.scholium.web.WebServer;
import dev.scholium.web.batch.BatchQueue;
import java.util.List;
import java.util.function.Consumer;

/** A student behind a queue behind a real server. */
final class ServedForTest implements AutoCloseable {

    private final ServedStudents students;
    private final Callers callers = new Callers();
    private final WebServer server;

    /** Serves; requests may have two rows, and the log's lines go to {@code log}. */
    ServedForTest(BatchQueue queue, Consumer<String> log) {
        this(WebConfig.loopback(0), queue, log);
    }

    /** The same where the configuration says. */
    ServedForTest(WebConfig config, BatchQueue queue, Consumer<String> log) {
        students = new ServedStudents(List.of(student("sha256:0", queue)));
        server = WebServer.start(
                config,
                path -> false,
                log,
                new StudentService(students, new ServeLimits(2, 999, 60_000), callers, new ServeMetrics())::addTo);
    }

    /** A student of the paper's task that writes 9 tokens at most. */
    static ServedStudent student(String version, BatchQueue queue) {
        return new ServedStudent("student", StudentTask.nli(), version, 9, queue, () -> {});
    }

    ServedStudents students() {
        return students;
    }

    WebServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        students.close();
        callers.close();
    }
}
