package dev.scholium.web;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server over Javalin that is closed by default: see {@link Doorkeeper} for what it lets in.
 *
 * <p>Every reply carries headers that forbid scripts and styles within pages, anything from elsewhere, frames, guessing
 * of types, and telling other sites where a reader came from. Files of {@code /dev/scholium/web/static} in the jar are
 * served under {@code /static} and are asked for again by their ETag. Failures are replies {@code {"error": "..."}}, to
 * browsers a page; a defect is logged by its kind, without the request's texts. Safe for any number of callers.
 */
public final class WebServer implements AutoCloseable {

    /** Answered also while the server stops, where there is such a route: a probe must not have it killed. */
    public static final String LIVE_PATH = "/health/live";

    /** Bytes a second of a body, on average. */
    private static final int SLOWEST_BODY = 64;

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private static final int LOOK_EVERY_MS = 10;

    /** How long connections without a request stay open when it stops: replies have been sent by then. */
    private static final int IDLE_WHEN_STOPPING_MS = 20;

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin", // with no-referrer, forms would come from the origin "null"
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final Javalin javalin;
    private final WebConfig config;
    private final GracefulHandler underWay;
    private final AtomicBoolean stopping;

    private WebServer(Javalin javalin, WebConfig config, GracefulHandler underWay, AtomicBoolean stopping) {
        this.javalin = javalin;
        this.config = config;
        this.underWay = underWay;
        this.stopping = stopping;
    }

    /**
     * Starts a server; it answers when this returns.
     *
     * @param config where it listens and to whom it answers
     * @param open paths that need no token, such as those that have tokens of their own
     * @param log takes a line of JSON for every request, without queries, texts or tokens
     * @param routes adds what it answers; a handler refuses a request by a {@link WebRefusal}
     * @return the server, to be closed by the caller
     * @throws ScholiumException if the port is taken, or the key store cannot be used
     */
    public static WebServer start(
            WebConfig config, Predicate<String> open, Consumer<String> log, Consumer<RoutesConfig> routes) {
        config.tls().ifPresent(WebConfig.Tls::check);
        GracefulHandler underWay = new GracefulHandler();
        AtomicBoolean stopping = new AtomicBoolean();
        Javalin javalin = Javalin.create(javalinConfig -> {
            listen(javalinConfig, config, underWay);
            Doorkeeper doorkeeper = new Doorkeeper(config, open.or(path -> path.startsWith("/static/")));
            javalinConfig.routes.before(request -> {
                HEADERS.forEach(request::header);
                doorkeeper.check(request);
                if (stopping.get() && !request.path().equals(LIVE_PATH)) {
                    request.header("Connection", "close").header("Retry-After", "1");
                    throw new WebRefusal(503, "the server is stopping");
                }
            });
            AccessLog accessLog = new AccessLog(Clock.systemUTC(), log);
            javalinConfig.requestLogger.http(accessLog::write);
            refusals(javalinConfig.routes);
            javalinConfig.staticFiles.add(files -> {
                files.hostedPath = "/static";
                files.directory = "/dev/scholium/web/static";
                files.location = Location.CLASSPATH;
                files.headers = Map.of("Cache-Control", "no-cache");
            });
            javalinConfig.routes.get(Pages.STYLE_PATH, Pages::style);
            routes.accept(javalinConfig.routes);
        });
        try {
            javalin.start();
        } catch (JavalinException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, config.authority(config.port()) + ": cannot listen there; is the port taken?", e);
        }
        return new WebServer(javalin, config, underWay, stopping);
    }

    private static void listen(JavalinConfig javalin, WebConfig config, GracefulHandler underWay) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.concurrency.useVirtualThreads = false;
        javalin.http.maxRequestSize = config.maxBodyBytes();
        javalin.http.generateEtags = false;
        javalin.http.prefer405over404 = true;
        javalin.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(16 * 1024);
            refuseDrippingBodies(http);
        });
        javalin.jetty.modifyServer(server -> {
            server.setStopTimeout(config.patience().toMillis());
            server.setHandler(underWay);
        });
        javalin.jetty.addConnector(new WebConnector(config)::on);
    }

    /** Who drips holds a thread. The handler meant to replace this setting counts all requests' bytes as one's. */
    @SuppressWarnings("removal")
    private static void refuseDrippingBodies(HttpConfiguration http) {
        http.setMinRequestDataRate(SLOWEST_BODY);
    }

    private static void refusals(RoutesConfig routes) {
        routes.exception(
                WebRefusal.class,
                (refusal, request) -> refuse(request, refusal.status(), String.valueOf(refusal.getMessage())));
        routes.exception(MethodNotAllowedResponse.class, (refusal, request) -> {
            request.header("Allow", String.join(", ", refusal.getDetails().values()));
            refuse(request, 405, "this path has no method " + request.method());
        });
        routes.exception(
                HttpResponseException.class,
                (refusal, request) -> refuse(request, refusal.getStatus(), String.valueOf(refusal.getMessage())));
        routes.exception(
                Exception.class,
                (failure, request) -> unreadable(failure)
                        .ifPresentOrElse(
                                status -> refuse(
                                        request,
                                        status,
                                        "the request could not be read to its end, or came too slowly"),
                                () -> refuse(request, 500, logged(request, failure))));
    }

    /** The status by which Jetty refuses a request while it is read, where that is why it failed. */
    private static Optional<Integer> unreadable(Throwable failure) {
        return FailureTrace.causes(failure).stream()
                .filter(HttpException.class::isInstance)
                .map(cause -> ((HttpException) cause).getCode())
                .filter(status -> status >= 400 && status < 500)
                .findFirst();
    }

    /**
     * Logs a defect by its kind, place and causes, without texts of the request.
     *
     * @param request that failed
     * @param defect why
     * @return what the caller is told
     */
    public static String logged(Context request, Exception defect) {
        LOG.error("{} {}: failed by a defect: {}", request.method(), AccessLog.route(request), FailureTrace.of(defect));
        return "the server failed to answer; its log says more";
    }

    private static void refuse(Context request, int status, String message) {
        request.status(status);
        if (Pages.wanted(request)) {
            Pages.answer(request, "refusal.jte", Map.of("status", status, "message", message));
        } else {
            request.contentType("application/json").result(Json.line(Map.of("error", message)));
        }
    }

    /** {@return the port that it listens on} */
    public int port() {
        return javalin.port();
    }

    /** {@return where a browser finds it, without a slash at the end} */
    public String url() {
        return (config.tls().isPresent() ? "https" : "http") + "://" + config.authority(port());
    }

    /**
     * Answers requests of its own, so that the first reader waits no longer than others do; to be called before anybody
     * is told where the server is.
     *
     * @param paths of pages that readers ask for, with their queries
     */
    public void rehearse(List<String> paths) {
        rehearsed(paths.stream().map(path -> new Rehearsal.Request(path, "")).toList());
    }

    /**
     * Answers requests of its own to one path, as {@link #rehearse(List)} does.
     *
     * @param path of all of them
     * @param bodies one of JSON each, which is posted
     * @return the status of each; fewer if it could not be asked
     */
    public List<Integer> rehearse(String path, List<String> bodies) {
        return rehearsed(
                bodies.stream().map(body -> new Rehearsal.Request(path, body)).toList());
    }

    private List<Integer> rehearsed(List<Rehearsal.Request> requests) {
        return Rehearsal.of(javalin.jettyServer().server(), config, requests);
    }

    /** Waits until the thread is interrupted, as SIGTERM and Ctrl-C do to a command, or the process ends. */
    public void serveUntilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            LOG.debug("interrupted: stopping");
        }
    }

    /**
     * Answers new requests with 503, lets those that are being answered end within the patience, and stops. When the
     * thread is interrupted meanwhile, it stops at once.
     */
    @Override
    public void close() {
        stopping.set(true);
        long end = System.nanoTime() + config.patience().toNanos();
        try {
            while (underWay.getCurrentRequestCount() > 0 && System.nanoTime() < end) {
                Thread.sleep(LOOK_EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Server server = javalin.jettyServer().server();
        server.setStopTimeout(
                Math.max(IDLE_WHEN_STOPPING_MS, (end - System.nanoTime()) / 1_000_000)); // what is left of it
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof AbstractConnector connections) {
                connections.setShutdownIdleTimeout(IDLE_WHEN_STOPPING_MS);
            }
        }
        try {
            javalin.stop();
        } catch (JavalinException e) { // it has stopped all the same
            LOG.warn(
                    "stopped with connections that were open after {}: {}",
                    config.patience(),
                    String.valueOf(e.getCause()));
        }
    }
}
