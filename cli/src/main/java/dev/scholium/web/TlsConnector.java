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
 * Speaks HTTPS with the key of a key store, by the JDK's protocols and ciphers.
 *
 * @param config where to listen
 * @param tls the key store
 */
record TlsConnector(WebConfig config, WebConfig.Tls tls) {

    /**
     * The connector of a server.
     *
     * @param server that it belongs to
     * @param http limits of requests
     * @return a connector, not yet started
     */
    Connector on(Server server, HttpConfiguration http) {
        SslContextFactory.Server keys = new SslContextFactory.Server();
        keys.setKeyStorePath(tls.keyStore().toUri().toString());
        keys.setKeyStorePassword(tls.password());
        HttpConfiguration secure = new HttpConfiguration(http);
        // callers by address send no server name; certificates are theirs to check
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(keys, "http/1.1"), new HttpConnectionFactory(secure));
        connector.setHost(config.host());
        connector.setPort(config.port());
        return connector;
    }
}
