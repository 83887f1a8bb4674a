package dev.scholium.track;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Speaks to an MLflow server by its REST interface. The token or password comes from the variables that MLflow's own
 * client reads, goes to that server alone, and stands in no message.
 *
 * @see <a href="https://mlflow.org/docs/latest/rest-api.html">MLflow REST API</a>
 */
final class MlflowServer {

    private static final int LONGEST_QUOTE = 200;

    private final String uri;
    private final String authorization;
    private final Duration timeout;
    private final HttpClient client;

    /**
     * A server.
     *
     * @param uri where it is
     * @param environment where token, or name and password, are looked up
     * @param timeout of a request; to connect may take half of it
     * @throws ScholiumException if the token cannot be sent
     */
    MlflowServer(String uri, Map<String, String> environment, Duration timeout) {
        this.uri = uri.replaceFirst("/+$", "");
        this.authorization = authorization(environment);
        this.timeout = timeout;
        this.client =
                HttpClient.newBuilder().connectTimeout(timeout.dividedBy(2)).build();
    }

    private static String authorization(Map<String, String> environment) {
        String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "");
        String name = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
        if (!token.isEmpty()) {
            if (!token.chars().allMatch(c -> c > ' ' && c < 127)) { // the client's own message would quote it
                throw new ScholiumException(
                        ExitCode.USAGE,
                        "MLFLOW_TRACKING_TOKEN must be of visible ASCII characters, but holds others, such as a line end");
            }
            return "Bearer " + token;
        }
        String pair = name + ":" + environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
        return name.isEmpty()
                ? ""
                : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What the server said.
     *
     * @param status of HTTP
     * @param body its JSON; empty where it sent none
     */
    record Answer(int status, JsonNode body) {

        boolean isFine() {
            return status == 200;
        }

        boolean says(String errorCode) {
            return body.path("error_code").asString("").equals(errorCode);
        }
    }

    /**
     * Asks.
     *
     * @param path below {@code api/2.0/mlflow/}, with its query
     * @return what it said, whatever it is
     * @throws ScholiumException if it cannot be reached
     */
    Answer get(String path) {
        return send(request(path).GET().build());
    }

    /**
     * Sends, and wants it to be taken.
     *
     * @param path below {@code api/2.0/mlflow/}
     * @param body becomes JSON
     * @return what it said
     * @throws ScholiumException if it cannot be reached or does not take it
     */
    JsonNode post(String path, Object body) {
        Answer answer = tryPost(path, body);
        if (!answer.isFine()) {
            throw refused(path, answer);
        }
        return answer.body();
    }

    /** The same, whatever it says. */
    Answer tryPost(String path, Object body) {
        return send(request(path)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.line(body)))
                .build());
    }

    /** {@return the failure for an answer other than what was wanted} */
    ScholiumException refused(String path, Answer answer) {
        String said = answer.body().path("error_code").asString("") + " "
                + answer.body().path("message").asString("");
        String clipped = cleansed(said).strip().replaceAll("\\p{Cntrl}", " ");
        String quote = clipped.substring(0, Math.min(clipped.length(), LONGEST_QUOTE));
        String what = switch (answer.status()) { // what is said of a wrong token may quote it
            case 401, 403 -> "; check MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and _PASSWORD";
            default -> quote.isEmpty() ? "" : ": " + quote;
        };
        return new ScholiumException(
                ExitCode.FAILED, uri + ": answers " + path + " with status " + answer.status() + what);
    }

    private String cleansed(String said) {
        String secret = authorization.substring(authorization.indexOf(' ') + 1);
        return secret.isEmpty() ? said : said.replace(secret, "(the token)");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri + "/api/2.0/mlflow/" + path))
                .timeout(timeout)
                .header("user-agent", "scholium");
        return authorization.isEmpty() ? request : request.header("authorization", authorization);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), body(response.body()));
        } catch (IOException e) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    uri + ": cannot be reached (" + e.getClass().getSimpleName() + "); is the MLflow server running?",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScholiumException(ExitCode.INTERRUPTED, uri + ": interrupted while sending", e);
        }
    }

    private static JsonNode body(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JacksonException e) {
            return Json.mapper().createObjectNode(); // a proxy's page
        }
    }

    @Override
    public String toString() {
        return uri;
    }
}
