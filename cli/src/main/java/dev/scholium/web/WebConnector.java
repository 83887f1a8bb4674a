package dev.scholium.web;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Listens for HTTP, or for HTTPS with the key of a key store, by the JDK's protocols and ciphers.
 *
 * <p>A connection without a request stays open for longer than proxies and clients keep theirs (nginx and Amazon's load
 * balancers 60 s, the JDK from 20 on 30 s, Go 90 s), so that they close it and not the server: a request that is sent
 * at that moment would be lost. Within a request nobody may be silent for so long.
 *
 * @param config where to listen
 */
record WebConnector(WebConfig config) {

    private static final int IDLE_BETWEEN_REQUESTS_MS = 120_000;
    private static final int IDLE_WITHIN_A_REQUEST_MS = 30_000;

    /**
     * The connector of a server.
     *
     * @param server that it belongs to
     * @param http limits of requests
     * @return a connector, not yet started
     */
    Connector on(Server server, HttpConfiguration http) {
        http.setIdleTimeout(IDLE_WITHIN_A_REQUEST_MS);
        ServerConnector connector = config.tls()
                .map(tls -> secure(tls, server, http))
                .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(IDLE_BETWEEN_REQUESTS_MS);
        return connector;
    }

    private static ServerConnector secure(WebConfig.Tls tls, Server server, HttpConfiguration http) {
        SslContextFactory.Server keys = new SslContextFactory.Server();
        keys.setKeyStorePath(tls.keyStore().toUri().toString());
        keys.setKeyStorePassword(tls.password());
        HttpConfiguration secure = new HttpConfiguration(http);
        // callers by address send no server name; certificates are theirs to check
        secure.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(
                server, new SslConnectionFactory(keys, "http/1.1"), new HttpConnectionFactory(secure));
    }
}
