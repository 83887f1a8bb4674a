package dev.scholium.web.serve;

import dev.scholium.file.Json;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.student.StudentTask;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
 */
public record StudentService(StudentTask task, String version, BatchQueue queue, ServeLimits limits) {

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

    private void predict(Context request) throws InterruptedException {
        PredictRequest asked = PredictRequest.read(request.body());
        int patienceMs = asked.patienceMs(limits);
        List<Question> questions = asked.questions(task, limits);
        List<StudentAnswer> answers = answers(request, questions, patienceMs);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            rows.add(row(answers.get(i), questions.get(i).maxNewTokens() > 0));
        }
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("version", version);
        reply.put("answers", rows);
        json(request, reply);
    }

    private List<StudentAnswer> answers(Context request, List<Question> questions, int patienceMs)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
        List<CompletableFuture<StudentAnswer>> futures = List.of();
        try {
            futures = queue.ask(questions, TimeUnit.MILLISECONDS.toNanos(patienceMs));
            List<StudentAnswer> answers = new ArrayList<>(futures.size());
            for (CompletableFuture<StudentAnswer> future : futures) {
                answers.add(future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
            }
            return answers;
        } catch (NotAnswered refused) {
            throw refusal(request, refused);
        } catch (TimeoutException e) {
            throw tooLate();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotAnswered refused) {
                throw refusal(request, refused);
            }
            throw new IllegalStateException("the student failed", e.getCause());
        } finally {
            futures.forEach(future -> future.cancel(false)); // what nobody waits for is not asked
        }
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
