package dev.scholium.web.serve;

import dev.scholium.file.Json;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentTask;
import dev.scholium.web.Callers;
import dev.scholium.web.WebConfig;
import dev.scholium.web.WebServer;
import dev.scholium.web.batch.BatchLimits;
import dev.scholium.web.batch.BatchQueue;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Answers and refuses before there is a caller, so that none waits for classes to be loaded: the first refusals come at
 * once, when the processor is busy. It does so on a server of its own, which nobody else knows the token of; no student
 * is asked, and nothing is counted or logged.
 */
public final class ServiceRehearsal {

    private ServiceRehearsal() {}

    /**
     * Rehearses.
     *
     * @param task of a student that will be served
     * @param limits of its service
     * @return the statuses of an answer and of a refusal
     */
    public static List<Integer> of(StudentTask task, ServeLimits limits) {
        List<String> labels = task.labels().names();
        StudentAnswer answer = new StudentAnswer(
                Collections.nCopies(labels.size(), 1.0 / labels.size()),
                labels.get(0),
                task.labelTexts().get(0),
                false);
        BatchQueue queue = new BatchQueue(
                new BatchLimits(1, 1, Duration.ZERO),
                (questions, listener) -> Collections.nCopies(questions.size(), answer));
        ServedStudent student = new ServedStudent("rehearsal", task, "", 1, queue, () -> {});
        try (ServedStudents students = new ServedStudents(List.of(student));
                Callers callers = new Callers();
                WebServer server = WebServer.start(
                        WebConfig.loopback(0).withToken(UUID.randomUUID().toString()),
                        path -> false,
                        line -> {},
                        new StudentService(students, limits, callers, new ServeMetrics())::addTo)) {
            // of two rows one finds no room
            return server.rehearse(StudentService.PREDICT, List.of(body(task, 1), body(task, 2)));
        }
    }

    private static String body(StudentTask task, int rows) {
        Map<String, String> row = task.fields().stream().collect(Collectors.toMap(Function.identity(), field -> field));
        return Json.line(Map.of("rows", Collections.nCopies(rows, row), "rationale", true));
    }
}
