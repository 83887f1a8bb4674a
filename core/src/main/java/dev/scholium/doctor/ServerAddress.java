package dev.scholium.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Whether something listens at a teacher's address, and whom it is certified to be; without a request. */
final class ServerAddress {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofDays(14);

    private final String host;
    private final int port;
    private final boolean secure;
    private final Clock clock;

    ServerAddress(String baseUrl, Clock clock) {
        URI uri = URI.create(baseUrl);
        this.host = uri.getHost();
        this.secure = "https".equals(uri.getScheme());
        this.port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        this.clock = clock;
    }

    /** Connects, shakes hands, and hangs up. The last finding is a problem if no request can come through. */
    List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        InetSocketAddress address = new InetSocketAddress(unbracketed(), port);
        if (address.isUnresolved()) {
            findings.add(Finding.problem(
                    "address", "the host's name " + host + " is unknown", "check teacher.base_url and the network"));
            return findings;
        }
        long began = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) PATIENCE.toMillis());
            findings.add(Finding.ok(
                    "address",
                    host + ":" + port + " is reached after "
                            + Math.max(
                                    1,
                                    Duration.ofNanos(System.nanoTime() - began).toMillis()) + " ms"));
            socket.setSoTimeout((int) PATIENCE.toMillis());
            findings.add(secure ? handshake(socket) : unsecured());
        } catch (IOException e) {
            findings.add(Finding.problem(
                    "address",
                    host + ":" + port + " cannot be reached",
                    "start the server, or check teacher.base_url, network and firewall"));
        }
        return findings;
    }

    private String unbracketed() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private Finding unsecured() {
        boolean loopback =
                new InetSocketAddress(unbracketed(), port).getAddress().isLoopbackAddress();
        return loopback
                ? Finding.ok("TLS", "none, and none is needed on this machine")
                : Finding.warning(
                        "TLS", "none: key and texts go over the network in the clear", "use an https address");
    }

    private Finding handshake(Socket plain) {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket socket = (SSLSocket) factory.createSocket(plain, unbracketed(), port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return certified(socket.getSession());
        } catch (SSLException e) {
            return Finding.problem(
                    "TLS",
                    "the server's certificate is not accepted: " + firstLine(e),
                    "check teacher.base_url; a company's own certificate belongs into Java's trust store"
                            + " (-Djavax.net.ssl.trustStore)");
        } catch (IOException e) {
            return Finding.problem("TLS", "the handshake failed: " + firstLine(e), "is this an https server?");
        }
    }

    private Finding certified(SSLSession session) throws SSLException {
        Certificate first = session.getPeerCertificates()[0];
        if (!(first instanceof X509Certificate certificate)) {
            return Finding.ok("TLS", session.getProtocol());
        }
        Instant end = certificate.getNotAfter().toInstant();
        String found = session.getProtocol() + ", certified until "
                + end.atZone(ZoneOffset.UTC).toLocalDate();
        return end.isBefore(clock.instant().plus(SOON))
                ? Finding.warning("TLS", found, "a long run may outlive the certificate")
                : Finding.ok("TLS", found);
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message).strip();
    }
}
