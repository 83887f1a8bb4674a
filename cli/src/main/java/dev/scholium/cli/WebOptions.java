package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.web.WebConfig;
import dev.scholium.web.WebConfig.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command that serves listens, and to whom it answers. Secrets come from the environment, never from flags. */
final class WebOptions {

    /** Callers' token. */
    private static final String TOKEN = "SCHOLIUM_TOKEN";

    /** Password of the key store. */
    private static final String PASSWORD = "SCHOLIUM_KEY_STORE_PASSWORD";

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen on (${DEFAULT-VALUE}); on any but this machine's own callers must show a"
                    + " token: the study's links, or else the variable " + TOKEN + ".")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "Port; 0 for any free one (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--key-store",
            paramLabel = "FILE",
            description = "Speaks HTTPS with this PKCS#12 key store; its password is in the variable " + PASSWORD + ".")
    private @Nullable Path keyStore;

    @Option(names = "--max-body-bytes", paramLabel = "N", description = "Longest body of a request (${DEFAULT-VALUE}).")
    private int maxBodyBytes = 1 << 20;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "How long a stop waits for what is being answered (${DEFAULT-VALUE}).")
    private int patienceSeconds = 30;

    /**
     * The server's configuration.
     *
     * @return where and to whom
     * @throws ScholiumException if an option is out of range or a secret is missing
     */
    WebConfig config() {
        return config(secret(TOKEN));
    }

    /**
     * The configuration of a server whose callers have tokens of its own making.
     *
     * @param owner token that stands for the variable's on any address but this machine's own
     * @return where and to whom
     * @throws ScholiumException if an option is out of range or a secret is missing
     */
    WebConfig config(String owner) {
        return config(WebConfig.isLoopback(host) ? Optional.empty() : Optional.of(owner));
    }

    private WebConfig config(Optional<String> token) {
        Optional<Tls> tls = Optional.ofNullable(keyStore)
                .map(file -> new Tls(
                        file,
                        secret(PASSWORD)
                                .orElseThrow(() -> new ScholiumException(
                                        ExitCode.USAGE, file + ": needs its password in the variable " + PASSWORD))));
        try {
            return new WebConfig(
                    host, port, token, tls, maxBodyBytes, Optional.empty(), Duration.ofSeconds(patienceSeconds));
        } catch (IllegalArgumentException e) {
            throw new ScholiumException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<String> secret(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isEmpty());
    }
}
