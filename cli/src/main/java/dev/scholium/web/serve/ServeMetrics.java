package dev.scholium.web.serve;

import dev.scholium.web.AccessLog;
import dev.scholium.web.batch.NotAnswered.Reason;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What Prometheus reads at {@code GET /metrics}: requests by route and status, their times, batch sizes, rows that wait
 * and rows refused. Routes are patterns, and models the names of the command line: no text of a request gets in. Safe
 * for any number of threads.
 */
public final class ServeMetrics {

    private static final String STARTED = "scholium.started";
    private static final double[] BATCH_BOUNDS = {1, 2, 4, 8, 16, 32, 64, 128};
    private static final Duration[] TIME_BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Metrics that have measured nothing yet. */
    public ServeMetrics() {}

    /**
     * Measures every request and answers {@code /metrics}.
     *
     * @param routes of the server
     */
    void addTo(RoutesConfig routes) {
        routes.before(request -> request.attribute(STARTED, System.nanoTime()));
        routes.after(this::measure);
        routes.get(
                "/metrics",
                request -> request.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(registry.scrape()));
    }

    private void measure(Context request) {
        String route = AccessLog.route(request);
        Counter.builder("scholium.requests")
                .description("Requests that were answered")
                .tag("route", route)
                .tag("status", Integer.toString(request.statusCode()))
                .register(registry)
                .increment();
        @Nullable Long started = request.attribute(STARTED);
        if (started != null) {
            Timer.builder("scholium.request")
                    .description("From the first look at a request to its reply")
                    .tag("route", route)
                    .serviceLevelObjectives(TIME_BOUNDS)
                    .register(registry)
                    .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Shows how many rows wait before a student, whichever of that name answers.
     *
     * @param students that answer
     */
    void watch(ServedStudents students) {
        for (ServedStudent student : students.all()) {
            String name = student.name();
            Gauge.builder("scholium.waiting.rows", students, all -> waiting(all, name))
                    .description("Rows in the queue")
                    .tag("model", name)
                    .register(registry);
        }
    }

    private static double waiting(ServedStudents students, String name) {
        return students.all().stream()
                .filter(student -> student.name().equals(name))
                .mapToInt(student -> student.queue().waiting())
                .sum();
    }

    /**
     * Counts a batch.
     *
     * @param model name of the student
     * @param rows of the batch
     */
    public void batch(String model, int rows) {
        DistributionSummary.builder("scholium.batch.rows")
                .description("Rows that were answered together")
                .tag("model", model)
                .serviceLevelObjectives(BATCH_BOUNDS)
                .register(registry)
                .record(rows);
    }

    /**
     * Measures how long a caller of a stream waited for the rationale to begin.
     *
     * @param model name of the student
     * @param nanoseconds from the request to the first piece
     */
    void firstPiece(String model, long nanoseconds) {
        Timer.builder("scholium.first.piece")
                .description("From a request for a stream to the first piece of its rationale")
                .tag("model", model)
                .serviceLevelObjectives(TIME_BOUNDS)
                .register(registry)
                .record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    /**
     * Counts rows without an answer.
     *
     * @param model name of the student
     * @param reason why
     * @param rows of the request
     */
    void refused(String model, Reason reason, int rows) {
        Counter.builder("scholium.rows.refused")
                .description("Rows that got no answer")
                .tag("model", model)
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment(rows);
    }
}
