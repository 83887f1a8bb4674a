package dev.scholium.web;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where a server listens, and to whom it answers.
 *
 * @param host address or name to listen on
 * @param port {@code [0, 65535]}; 0 takes any free one
 * @param token what callers must show; needed on any address but the loopback one
 * @param tls key store to speak HTTPS with; plain HTTP without
 * @param maxBodyBytes longest request body, in bytes; at least 1
 * @param publicName the host that requests name where a proxy in front hands them on as they came; without one, a
 *     server without token answers to this machine's names alone
 * @param patience how long a stop waits for what is being answered; longer requests are cut off
 */
public record WebConfig(
        String host,
        int port,
        Optional<String> token,
        Optional<Tls> tls,
        int maxBodyBytes,
        Optional<String> publicName,
        Duration patience) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    /** A short token can be guessed; 16 characters of hexadecimal digits are 64 bits. */
    private static final int LEAST_TOKEN = 16;

    /**
     * A key store with one private key and its certificates.
     *
     * @param keyStore PKCS#12 or JKS
     * @param password of the store and its key
     */
    public record Tls(Path keyStore, String password) {

        /**
         * Opens the store, to tell early what is wrong with it.
         *
         * @throws ScholiumException if it is missing, is none, or has another password
         */
        void check() {
            if (!Files.isReadable(keyStore) || !Files.isRegularFile(keyStore)) {
                throw new ScholiumException(ExitCode.USAGE, keyStore + ": is no file that can be read");
            }
            try {
                KeyStore unused = KeyStore.getInstance(keyStore.toFile(), password.toCharArray());
            } catch (IOException | GeneralSecurityException e) {
                String fault = e.getCause() instanceof UnrecoverableKeyException
                        ? "its password is wrong"
                        : "is no PKCS#12 or JKS key store";
                throw new ScholiumException(ExitCode.USAGE, keyStore + ": " + fault, e);
            }
        }

        /** {@return the file alone: the password is a secret} */
        @Override
        public String toString() {
            return "Tls[" + keyStore + "]";
        }
    }

    /**
     * Checks the ranges.
     *
     * @throws ScholiumException if the address is open to other machines and there is no token, or the token is short
     * @throws IllegalArgumentException if the port or a limit is out of range
     */
    public WebConfig {
        if (port < 0 || port > 65535 || maxBodyBytes < 1 || patience.isNegative()) {
            throw new IllegalArgumentException(
                    "port must be in [0, 65535], max_body_bytes at least 1, patience not negative");
        }
        if (token.isEmpty() && !isLoopback(host)) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "host " + host + ": other machines can reach it, so callers must show a token, but none is set;"
                            + " set one, or listen on 127.0.0.1");
        }
        if (token.isPresent() && token.get().length() < LEAST_TOKEN) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "token: must have at least " + LEAST_TOKEN + " characters, but has "
                            + token.get().length());
        }
    }

    /**
     * Whether an address is this machine's own.
     *
     * @param host address or name
     * @return whether no other machine can reach it
     */
    public static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }

    /** {@return host and port as URLs have them: an IPv6 address in brackets} */
    String authority(int listening) {
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return name + ":" + listening;
    }

    /**
     * A server for this machine alone: no token, plain HTTP, bodies of a mebibyte, ten seconds to stop.
     *
     * @param port {@code [0, 65535]}; 0 takes any free one
     * @return its configuration
     */
    public static WebConfig loopback(int port) {
        return new WebConfig(
                "127.0.0.1",
                port,
                Optional.empty(),
                Optional.empty(),
                1 << 20,
                Optional.empty(),
                Duration.ofSeconds(10));
    }

    /**
     * The same with a token.
     *
     * @param shown what callers must show, at least 16 characters
     * @return a changed copy
     */
    public WebConfig withToken(String shown) {
        return new WebConfig(host, port, Optional.of(shown), tls, maxBodyBytes, publicName, patience);
    }

    /**
     * The same over HTTPS.
     *
     * @param store with the key and its certificates
     * @return a changed copy
     */
    public WebConfig withTls(Tls store) {
        return new WebConfig(host, port, token, Optional.of(store), maxBodyBytes, publicName, patience);
    }

    /**
     * The same with another limit.
     *
     * @param bytes longest request body
     * @return a changed copy
     */
    public WebConfig withMaxBodyBytes(int bytes) {
        return new WebConfig(host, port, token, tls, bytes, publicName, patience);
    }

    /**
     * The same behind a proxy.
     *
     * @param name the host that requests name, without port
     * @return a changed copy
     */
    public WebConfig withPublicName(String name) {
        return new WebConfig(host, port, token, tls, maxBodyBytes, Optional.of(name), patience);
    }

    /** {@return everything but the token, which is a secret} */
    @Override
    public String toString() {
        return "WebConfig[" + host + ":" + port + ", token " + (token.isPresent() ? "set" : "not set") + ", " + tls
                + "]";
    }
}
