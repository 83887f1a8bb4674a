package dev.scholium.teacher.batch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Stands before a server and stops at one call, before or after the server has dealt with it, until the client is dead:
 * so a client can be killed between any two steps of a protocol.
 */
final class KillingProxy implements AutoCloseable {

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String target;
    private volatile Pattern call = Pattern.compile("never");
    private volatile boolean after;
    private volatile CountDownLatch reached = new CountDownLatch(1);

    KillingProxy(String target) throws IOException {
        this.target = target;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "proxy");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::handle);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Stops at the next call that matches, such as {@code POST /v1/batches}. */
    void stopAt(String pattern, boolean afterwards) {
        reached = new CountDownLatch(1);
        after = afterwards;
        call = Pattern.compile(pattern);
    }

    /** Waits until a call was stopped at. */
    boolean await() throws InterruptedException {
        boolean there = reached.await(30, TimeUnit.SECONDS);
        call = Pattern.compile("never");
        return there;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            boolean stops = call.matcher(line).matches();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (stops && !after) {
                reached.countDown();
                return; // the client is killed; it never hears of this call
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(target.replaceAll("/v1$", "") + exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            String type = exchange.getRequestHeaders().getFirst("content-type");
            if (type != null) {
                request.header("content-type", type);
            }
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (stops) {
                reached.countDown();
                return;
            }
            exchange.getResponseHeaders()
                    .set(
                            "content-type",
                            response.headers().firstValue("content-type").orElse("application/json"));
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
