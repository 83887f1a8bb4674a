package dev.scholium.web.serve;

import dev.scholium.file.Json;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentTask;
import dev.scholium.web.Callers;
import dev.scholium.web.WebRefusal;
import dev.scholium.web.batch.BatchQueue;
import dev.scholium.web.batch.NotAnswered;
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
 * {@code POST /v1/predict}, {@code GET /health/live} and {@code GET /health/ready} for one student.
 *
 * @param task what the student reads and writes
 * @param version says which student answers: the SHA-256 of its weights
 * @param queue before the student
 * @param limits what a request may ask for
 * @param callers looks whether those who wait are still there
 */
public record StudentService(StudentTask task, String version, BatchQueue queue, ServeLimits limits, Callers callers) {

    /** What nginx logs for a request whose caller closed the connection; nobody reads the reply. */
    private static final int CALLER_LEFT = 499;

    /**
     * Adds what it answers.
     *
     * @param routes of the server
     */
    public void addTo(RoutesConfig routes) {
        routes.get("/health/live", request -> json(request, Map.of("status", "live")));
        routes.get("/health/ready", request -> json(request, Map.of("status", "ready", "waiting", queue.waiting())));
        routes.post("/v1/predict", this::predict);
    }

    private void predict(Context request) {
        PredictRequest asked = PredictRequest.read(request.body());
        int patienceMs = asked.patienceMs(limits);
        List<Question> questions = asked.questions(task, limits);
        List<CompletableFuture<StudentAnswer>> answers = ask(request, questions, patienceMs);
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .orTimeout(patienceMs, TimeUnit.MILLISECONDS);
        CompletableFuture<Void> here = callers.whileHere(request, all);
        request.future(() -> here.handle((ignored, failure) -> {
            answers.forEach(answer -> answer.cancel(false)); // what nobody waits for is not asked
            if (failure != null) {
                throw refusal(request, failure);
            }
            reply(request, questions, answers);
            return request;
        }));
    }

    private List<CompletableFuture<StudentAnswer>> ask(Context request, List<Question> questions, int patienceMs) {
        try {
            return queue.ask(questions, TimeUnit.MILLISECONDS.toNanos(patienceMs));
        } catch (NotAnswered refused) {
            throw refusal(request, refused);
        }
    }

    private void reply(Context request, List<Question> questions, List<CompletableFuture<StudentAnswer>> answers) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            rows.add(row(answers.get(i).join(), questions.get(i).maxNewTokens() > 0));
        }
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("version", version);
        reply.put("answers", rows);
        json(request, reply);
    }

    private static RuntimeException refusal(Context request, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof NotAnswered refused) {
            return refusal(request, refused);
        }
        if (cause instanceof TimeoutException) {
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

    private Map<String, @Nullable Object> row(StudentAnswer answer, boolean withRationale) {
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
