package dev.scholium.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpTester;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server from within its own process, so that the first reader or caller does not wait for classes to be loaded
 * and compiled. It passes the doorkeeper as any caller does.
 */
final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    /** The first time loads classes; what stays slow at the second is the page itself. */
    private static final int TIMES = 2;

    private static final int PATIENCE_SECONDS = 60;

    private Rehearsal() {}

    /**
     * A request.
     *
     * @param path with its query
     * @param body JSON, which is posted, or empty for a page
     */
    record Request(String path, String body) {

        /** What goes over the wire to a server that is configured so. */
        String text(WebConfig config) {
            String beginning = body.isEmpty()
                    ? "GET " + path + " HTTP/1.1\r\nAccept: text/html\r\n"
                    : "POST " + path + " HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
            return beginning
                    + "Host: localhost\r\nConnection: close\r\n"
                    + config.token()
                            .map(token -> "Authorization: Bearer " + token + "\r\n")
                            .orElse("")
                    + "\r\n" + body;
        }
    }

    /**
     * Asks.
     *
     * @param jetty the server, started
     * @param config what callers must show
     * @param requests one after the other
     * @return the status of each, as it was the last time; fewer if it could not be asked
     */
    static List<Integer> of(Server jetty, WebConfig config, List<Request> requests) {
        List<Integer> statuses = new ArrayList<>();
        LocalConnector caller = new LocalConnector(jetty);
        try {
            caller.start();
            for (int time = 0; time < TIMES; time++) {
                statuses.clear();
                for (Request request : requests) {
                    String reply = caller.getResponse(request.text(config), PATIENCE_SECONDS, TimeUnit.SECONDS);
                    statuses.add(HttpTester.parseResponse(reply).getStatus());
                }
            }
            caller.stop();
        } catch (Exception e) { // Jetty's methods declare nothing narrower
            LOG.debug("not rehearsed: {}", e.getClass().getName());
        }
        return statuses;
    }
}
