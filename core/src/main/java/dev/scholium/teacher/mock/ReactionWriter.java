package dev.scholium.teacher.mock;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Carries out reactions on a connection. */
final class ReactionWriter {

    private static final int PIECES = 20;

    private ReactionWriter() {}

    /**
     * Does what a reaction says; whoever calls closes the exchange.
     *
     * @param exchange a request that was read
     * @param reaction what to do with it
     * @throws IOException if the client has gone
     * @throws InterruptedException if the server closes down meanwhile
     */
    static void write(HttpExchange exchange, MockReaction reaction) throws IOException, InterruptedException {
        if (reaction instanceof MockReaction.After after) {
            Thread.sleep(after.pause().toMillis());
            write(exchange, after.then());
        } else if (reaction instanceof MockReaction.Respond respond) {
            exchange.getResponseHeaders().set("content-type", "application/json");
            respond.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = bytes(respond.body());
            send(exchange, respond.status(), body, body.length);
        } else if (reaction instanceof MockReaction.Truncate truncate) {
            exchange.getResponseHeaders().set("content-type", "application/json");
            byte[] body = bytes(truncate.body());
            send(exchange, 200, body, Math.min(truncate.bytes(), body.length));
        } else if (reaction instanceof MockReaction.Dribble dribble) {
            exchange.getResponseHeaders().set("content-type", "application/json");
            dribble(exchange, bytes(dribble.body()), dribble.over());
        }
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body, int bytes) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, bytes);
            out.flush();
        }
    }

    private static void dribble(HttpExchange exchange, byte[] body, Duration over)
            throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, body.length);
        OutputStream out = exchange.getResponseBody();
        for (int piece = 0; piece < PIECES; piece++) {
            int from = body.length * piece / PIECES;
            out.write(body, from, body.length * (piece + 1) / PIECES - from);
            out.flush();
            Thread.sleep(over.toMillis() / PIECES);
        }
    }
}
