package dev.scholium.track;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.scholium.file.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A server on this machine in MLflow's place: it holds the runs of one experiment, and answers in the shapes of MLflow
 * 3.17 (tried against the real one, {@code docs/tracking.md}).
 */
final class MlflowStandIn implements AutoCloseable {

    /** What it was asked, as {@code runs/create}. */
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** What it holds of each run, by key. */
    final Map<String, List<String>> metrics = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Settings of each run. */
    final Map<String, String> parameters = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Who asked last. */
    volatile String authorization = "";

    /** Answers with this status while it is not 200. */
    volatile int status = 200;

    private final HttpServer server;
    private volatile String experiment = "";
    private volatile String tag = "";

    private MlflowStandIn(HttpServer server) {
        this.server = server;
    }

    static MlflowStandIn start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            MlflowStandIn standIn = new MlflowStandIn(server);
            server.createContext("/api/2.0/mlflow/", standIn::answer);
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/api/2.0/mlflow/".length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        authorization = String.valueOf(exchange.getRequestHeaders().getFirst("authorization"));
        asked.add(path);
        int code = status == 200 && path.equals("experiments/get-by-name") && experiment.isEmpty() ? 404 : status;
        String said = status == 200
                ? said(path, Json.mapper().readTree(body.isEmpty() ? "{}" : body))
                : "{\"error_code\":\"INTERNAL_ERROR\",\"message\":\"the disk is full: " + authorization + "\"}";
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String said(String path, JsonNode body) {
        switch (path) {
            case "experiments/get-by-name" -> {
                return experiment.isEmpty()
                        ? "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"No Experiment\"}"
                        : "{\"experiment\":{\"experiment_id\":\"7\",\"name\":\"" + experiment + "\"}}";
            }
            case "experiments/create" -> {
                experiment = body.path("name").asString();
                return "{\"experiment_id\":\"7\"}";
            }
            case "runs/search" -> {
                boolean known = !tag.isEmpty() && body.path("filter").asString().contains("'" + tag + "'");
                return known ? "{\"runs\":[{\"info\":{\"run_id\":\"r1\"}}]}" : "{}";
            }
            case "runs/create" -> {
                tag = body.path("tags").path(0).path("value").asString();
                return "{\"run\":{\"info\":{\"run_id\":\"r1\"}}}";
            }
            case "runs/log-batch" -> {
                body.path("metrics")
                        .forEach(metric -> metrics.computeIfAbsent(
                                        metric.path("key").asString(), key -> new ArrayList<>())
                                .add(metric.path("step").asLong() + ":"
                                        + metric.path("value").asDouble()));
                body.path("params")
                        .forEach(param -> parameters.put(
                                param.path("key").asString(),
                                param.path("value").asString()));
                return "{}";
            }
            default -> {
                return "{}";
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
