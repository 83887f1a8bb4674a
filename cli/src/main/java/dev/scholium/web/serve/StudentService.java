package dev.scholium.web.serve;

import dev.scholium.file.Json;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentTask;
import dev.scholium.web.Callers;
import dev.scholium.web.WebRefusal;
import dev.scholium.web.batch.NotAnswered;
import dev.scholium.web.batch.NotAnswered.Reason;
import dev.scholium.web.batch.Question;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/predict}, {@code GET /v1/models}, {@code /openapi.json}, {@code /health/live}, {@code /health/ready}
 * and {@code /metrics} for the students of a process.
 *
 * @param students that answer
 * @param limits what a request may ask for
 * @param callers looks whether those who wait are still there
 * @param metrics counts
 */
public record StudentService(ServedStudents students, ServeLimits limits, Callers callers, ServeMetrics metrics) {

    /** What nginx logs for a request whose caller closed the connection; nobody reads the reply. */
    private static final int CALLER_LEFT = 499;

    /** Questions that a student has accepted. */
    private record Accepted(
            ServedStudent student, List<Question> questions, List<CompletableFuture<StudentAnswer>> answers) {}

    /**
     * Adds what it answers.
     *
     * @param routes of the server
     */
    public void addTo(RoutesConfig routes) {
        metrics.watch(students);
        metrics.addTo(routes);
        routes.get("/health/live", request -> json(request, Map.of("status", "live")));
        routes.get("/health/ready", this::ready);
        routes.get("/v1/models", this::models);
        routes.get(
                "/openapi.json",
                request ->
                        request.contentType("application/json").result(new OpenApi(limits).document(students.all())));
        routes.post("/v1/predict", this::predict);
    }

    private void ready(Context request) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("status", "ready");
        reply.put(
                "waiting",
                students.all().stream()
                        .mapToInt(student -> student.queue().waiting())
                        .sum());
        json(request, reply);
    }

    private void models(Context request) {
        json(
                request,
                Map.of(
                        "models",
                        students.all().stream().map(ServedStudent::described).toList()));
    }

    private void predict(Context request) {
        PredictRequest asked = PredictRequest.read(request.body());
        int patienceMs = asked.patienceMs(limits);
        Accepted accepted = ask(request, asked, patienceMs);
        List<CompletableFuture<StudentAnswer>> answers = accepted.answers();
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .orTimeout(patienceMs, TimeUnit.MILLISECONDS);
        CompletableFuture<Void> here = callers.whileHere(request, all);
        request.future(() -> here.handle((ignored, failure) -> {
            answers.forEach(answer -> answer.cancel(false)); // what nobody waits for is not asked
            if (failure != null) {
                throw refusal(request, accepted.student(), answers.size(), failure);
            }
            reply(request, accepted);
            return request;
        }));
    }

    /** Asks a student, and its successor if it is replaced at this moment. */
    private Accepted ask(Context request, PredictRequest asked, int patienceMs) {
        ServedStudent student = students.find(asked.student());
        while (true) {
            List<Question> questions = asked.questions(student.task(), student.newTokens(), limits);
            try {
                return new Accepted(
                        student, questions, student.queue().ask(questions, TimeUnit.MILLISECONDS.toNanos(patienceMs)));
            } catch (NotAnswered refused) {
                ServedStudent successor = students.find(asked.student());
                if (successor.equals(student) || refused.reason() != Reason.CLOSING) {
                    throw refusal(request, student, questions.size(), refused);
                }
                student = successor;
            }
        }
    }

    private static void reply(Context request, Accepted accepted) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < accepted.answers().size(); i++) {
            rows.add(row(
                    accepted.student().task(),
                    accepted.answers().get(i).join(),
                    accepted.questions().get(i).maxNewTokens() > 0));
        }
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("model", accepted.student().name());
        reply.put("version", accepted.student().version());
        reply.put("answers", rows);
        json(request, reply);
    }

    private RuntimeException refusal(Context request, ServedStudent student, int rows, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof NotAnswered refused) {
            metrics.refused(student.name(), refused.reason(), rows);
            return refusal(request, refused);
        }
        if (cause instanceof TimeoutException) {
            metrics.refused(student.name(), Reason.TOO_LATE, rows);
            return tooLate();
        }
        if (cause instanceof CancellationException) {
            return new WebRefusal(CALLER_LEFT, "the caller left");
        }
        return new IllegalStateException("the student failed", cause);
    }

    private static WebRefusal refusal(Context request, NotAnswered refused) {
        return switch (refused.reason()) {
            case QUEUE_FULL -> {
                request.header("Retry-After", "1");
                yield new WebRefusal(429, "too many rows wait; try again after a second");
            }
            case CLOSING -> new WebRefusal(503, "the server is stopping");
            case TOO_LATE -> tooLate();
        };
    }

    private static WebRefusal tooLate() {
        return new WebRefusal(504, "no answer before the deadline");
    }

    private static Map<String, @Nullable Object> row(StudentTask task, StudentAnswer answer, boolean withRationale) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int i = 0; i < task.labels().size(); i++) {
            probabilities.put(
                    task.labels().names().get(i), answer.labelProbabilities().get(i));
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("label", answer.scoredLabel());
        row.put("probabilities", probabilities);
        if (withRationale) {
            StudentTask.Output output = task.parse(answer.output());
            row.put("label_written", output.label().orElse(null));
            row.put("rationale", output.label().isPresent() ? output.rationale() : "");
            row.put("cut_off", answer.cutOff());
        }
        return row;
    }

    private static void json(Context request, Object reply) {
        request.contentType("application/json").result(Json.line(reply));
    }
}
