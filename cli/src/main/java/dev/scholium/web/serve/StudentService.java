package dev.scholium.web.serve;

import dev.scholium.file.Json;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.web.Callers;
import dev.scholium.web.EventStream;
import dev.scholium.web.Pages;
import dev.scholium.web.WebRefusal;
import dev.scholium.web.WebServer;
import dev.scholium.web.batch.NotAnswered;
import dev.scholium.web.batch.NotAnswered.Reason;
import dev.scholium.web.batch.Question;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/**
 * {@code POST /v1/predict}, {@code GET /v1/models}, a page to try it at {@code /}, {@code /openapi.json},
 * {@code /health/live}, {@code /health/ready} and {@code /metrics} for the students of a process.
 *
 * @param students that answer
 * @param limits what a request may ask for
 * @param callers looks whether those who wait are still there
 * @param metrics counts
 */
public record StudentService(ServedStudents students, ServeLimits limits, Callers callers, ServeMetrics metrics) {

    static final String PREDICT = "/v1/predict";

    /** What nginx logs for a request whose caller closed the connection; nobody reads the reply. */
    private static final int CALLER_LEFT = 499;

    /** Questions that a student has accepted. */
    private record Accepted(ServedStudent student, List<CompletableFuture<StudentAnswer>> answers) {

        /** Those that are done are left as they are; what nobody waits for is not asked, or cut off. */
        void leave() {
            answers.forEach(answer -> answer.cancel(false));
        }

        List<StudentAnswer> joined() {
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    /**
     * Tells which paths need no token: health, and the page to try students on, which holds nothing of them and asks
     * for the token itself.
     *
     * @param path of a request
     * @return whether anyone may have it
     */
    public static boolean isOpen(String path) {
        return path.equals("/") || path.startsWith("/health/");
    }

    /**
     * Adds what it answers.
     *
     * @param routes of the server
     */
    public void addTo(RoutesConfig routes) {
        metrics.watch(students);
        metrics.addTo(routes);
        routes.get(WebServer.LIVE_PATH, request -> json(request, Map.of("status", "live")));
        routes.get("/health/ready", this::ready);
        routes.get("/v1/models", this::models);
        routes.get(
                "/openapi.json",
                request ->
                        request.contentType("application/json").result(new OpenApi(limits).document(students.all())));
        routes.post(PREDICT, this::predict);
        routes.get("/", request -> Pages.answer(request, "serve/try.jte", Map.of("address", "POST " + PREDICT)));
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
        PredictRequest asked = PredictRequest.read(request.bodyAsBytes());
        int patienceMs = asked.patienceMs(limits);
        if (asked.isStreamed()) {
            stream(request, asked, patienceMs);
        } else {
            Accepted accepted = ask(request, asked, patienceMs, (student, questions) -> questions);
            request.future(() -> answered(request, accepted, patienceMs).handle((ignored, failure) -> {
                if (failure != null) {
                    throw refusal(request, accepted, failure);
                }
                json(request, new Reply(accepted.student()).whole(accepted.joined(), asked.withRationales()));
                return request;
            }));
        }
    }

    private void stream(Context request, PredictRequest asked, int patienceMs) {
        EventStream events = new EventStream(request);
        long begin = System.nanoTime();
        AtomicReference<StreamedAnswer> streamed = new AtomicReference<>();
        Accepted accepted = ask(request, asked, patienceMs, (student, questions) -> {
            Runnable firstPiece = () -> metrics.firstPiece(student.name(), System.nanoTime() - begin);
            StreamedAnswer one = new StreamedAnswer(new Reply(student), asked.withRationales(), events, firstPiece);
            streamed.set(one);
            return List.of(questions.get(0).heardBy(one));
        });
        request.future(() -> answered(request, accepted, patienceMs).handle((ignored, failure) -> {
            if (failure == null) {
                streamed.get().end(accepted.joined().get(0));
            } else {
                RuntimeException refusal = refusal(request, accepted, failure);
                if (events.closeUnlessBegun()) {
                    throw refusal;
                }
                streamed.get()
                        .fail(
                                refusal instanceof WebRefusal
                                        ? String.valueOf(refusal.getMessage())
                                        : WebServer.logged(request, refusal));
            }
            events.close();
            return request;
        }));
    }

    /** Done when all answers are there, the deadline has passed or the caller has left; then none is waited for. */
    private CompletableFuture<Void> answered(Context request, Accepted accepted, int patienceMs) {
        CompletableFuture<Void> all = CompletableFuture.allOf(accepted.answers().toArray(CompletableFuture[]::new))
                .orTimeout(patienceMs, TimeUnit.MILLISECONDS);
        return callers.whileHere(request, all).whenComplete((ignored, failure) -> accepted.leave());
    }

    /** Asks a student, and its successor if it is replaced at this moment. */
    private Accepted ask(
            Context request,
            PredictRequest asked,
            int patienceMs,
            BiFunction<ServedStudent, List<Question>, List<Question>> prepared) {
        ServedStudent student = students.find(asked.student());
        while (true) {
            List<Question> questions =
                    prepared.apply(student, asked.questions(student.task(), student.newTokens(), limits));
            try {
                return new Accepted(student, student.queue().ask(questions, TimeUnit.MILLISECONDS.toNanos(patienceMs)));
            } catch (NotAnswered refused) {
                ServedStudent successor = students.find(asked.student());
                if (successor.equals(student) || refused.reason() != Reason.CLOSING) {
                    throw refusal(request, student, questions.size(), refused);
                }
                student = successor;
            }
        }
    }

    private RuntimeException refusal(Context request, Accepted accepted, Throwable failure) {
        return refusal(request, accepted.student(), accepted.answers().size(), failure);
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
                request.header("Retry-After", String.valueOf(refused.seconds()));
                yield new WebRefusal(
                        429,
                        "too many rows wait; try again after "
                                + (refused.seconds() == 1 ? "a second" : refused.seconds() + " seconds"));
            }
            case CLOSING -> new WebRefusal(503, "the server is stopping");
            case TOO_LATE -> tooLate();
        };
    }

    private static WebRefusal tooLate() {
        return new WebRefusal(504, "no answer before the deadline");
    }

    private static void json(Context request, Object reply) {
        request.contentType("application/json").result(Json.line(reply));
    }
}
