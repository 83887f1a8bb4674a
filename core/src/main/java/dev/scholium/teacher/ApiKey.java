package dev.scholium.teacher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A provider's key. It shows itself to nobody: no log, message or file may hold it. */
final class ApiKey {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKey.class);
    private static final String NONE = "none";
    private static final int SHORTEST_REDACTED = 8;

    private final String secret;
    private final String origin;

    private ApiKey(String secret, String origin) {
        this.secret = secret;
        this.origin = origin;
    }

    /**
     * The key for a teacher.
     *
     * @param config names the file or the environment variable; the file comes first
     * @param environment the process's environment
     * @return the key; a dummy for a server on this machine, or one of Ollama's, when the variable is not set
     * @throws TeacherException if there is no key and the server needs one, or the key cannot be one
     */
    static ApiKey of(TeacherConfig config, Map<String, String> environment) {
        if (!config.apiKeyFile().isEmpty()) {
            return fromFile(config, Path.of(config.apiKeyFile()));
        }
        String variable = config.apiKeyEnv();
        String secret = environment.getOrDefault(variable, "").strip();
        if (secret.isEmpty() && variable.equals(Provider.GEMINI.variable())) {
            String other = "GOOGLE_API_KEY"; // Google's own libraries know both names
            secret = environment.getOrDefault(other, "").strip();
            variable = secret.isEmpty() ? variable : other;
        }
        String origin = "the environment variable " + variable;
        if (secret.isEmpty() && needsNone(config)) {
            return new ApiKey(NONE, origin);
        }
        if (secret.isEmpty()) {
            throw failure(config, "needs a key in " + origin + ", but it is not set; nothing was sent");
        }
        return checked(secret, origin, config);
    }

    private static ApiKey fromFile(TeacherConfig config, Path file) {
        String origin = "the file " + file;
        String secret;
        try {
            secret = Files.readString(file).strip();
            if (isReadableByOthers(file)) {
                LOG.warn("{}: holds a key, but others may read it; chmod 600 it", file);
            }
        } catch (IOException e) { // also bytes that are no text; its message may quote them
            throw failure(
                    config,
                    "needs a key in " + origin + ", which " + (Files.exists(file) ? "cannot be read" : "does not exist")
                            + "; nothing was sent");
        }
        if (secret.isEmpty()) {
            throw failure(config, "needs a key in " + origin + ", but it is empty; nothing was sent");
        }
        return checked(secret, origin, config);
    }

    private static ApiKey checked(String secret, String origin, TeacherConfig config) {
        if (secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new TeacherException(
                    config.model(),
                    origin + " must hold a key of visible ASCII characters, but holds others; nothing was sent");
        }
        return new ApiKey(secret, origin);
    }

    private static TeacherException failure(TeacherConfig config, String problem) {
        return new TeacherException(
                config.model(), "teacher " + config.model() + " at " + config.baseUrl() + ": " + problem);
    }

    private static boolean needsNone(TeacherConfig config) {
        return config.provider().equals(Provider.OLLAMA.word()) || isLoopback(config.baseUrl());
    }

    /** Whether other accounts of the machine may read a file; false where the file system cannot say. */
    static boolean isReadableByOthers(Path file) throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (UnsupportedOperationException notPosix) {
            return false;
        }
    }

    /** {@return the key itself, for the request's header alone} */
    String secret() {
        return secret;
    }

    /** {@return the key itself, for a client that can go without; null if there is none} */
    @Nullable
    String secretOrNull() {
        return isNone() ? null : secret;
    }

    /** {@return whether there is no key: only a dummy is sent, or nothing} */
    boolean isNone() {
        return secret.equals(NONE);
    }

    /** {@return where the key came from: {@code the environment variable OPENAI_API_KEY}, {@code the file ...}} */
    String origin() {
        return origin;
    }

    /** Takes the key out of a text that others wrote, also as JSON may write it. */
    String redact(String text) {
        if (secret.length() < SHORTEST_REDACTED) {
            return text;
        }
        String plain = text.replace(secret, "(key)");
        String escaped = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        return plain.replace(escaped, "(key)").replace(escaped.replace("/", "\\/"), "(key)");
    }

    @Override
    public String toString() {
        return "(key from " + origin + ")";
    }

    static boolean isLoopback(String baseUrl) {
        String host = URI.create(baseUrl).getHost();
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
