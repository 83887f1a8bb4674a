package dev.scholium.web;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server for pages from within its own process, so that the first reader does not wait for classes to be loaded
 * and compiled. It passes the doorkeeper as any caller does.
 */
final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    /** The first time loads classes; what stays slow at the second is the page itself. */
    private static final int TIMES = 2;

    private static final int PATIENCE_SECONDS = 60;

    private Rehearsal() {}

    /**
     * Asks for pages.
     *
     * @param jetty the server, started
     * @param config what callers must show
     * @param paths with queries
     */
    static void of(Server jetty, WebConfig config, List<String> paths) {
        LocalConnector caller = new LocalConnector(jetty);
        try {
            caller.start();
            for (int time = 0; time < TIMES; time++) {
                for (String path : paths) {
                    caller.getResponse(request(config, path), PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            }
            caller.stop();
        } catch (Exception e) { // Jetty's methods declare nothing narrower
            LOG.debug("not rehearsed: {}", e.getClass().getName());
        }
    }

    private static String request(WebConfig config, String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n"
                + config.token()
                        .map(token -> "Authorization: Bearer " + token + "\r\n")
                        .orElse("")
                + "\r\n";
    }
}
