package dev.scholium.teacher;

import java.net.URI;
import java.util.Map;

/** A provider's key. It shows itself to nobody: no log, message or file may hold it. */
final class ApiKey {

    private final String secret;
    private final String variable;

    private ApiKey(String secret, String variable) {
        this.secret = secret;
        this.variable = variable;
    }

    /**
     * The key for a teacher.
     *
     * @param config names the environment variable
     * @param environment the process's environment
     * @return the key; a dummy for a server on this machine when the variable is not set
     * @throws TeacherException if the variable is not set and the server is elsewhere
     */
    static ApiKey of(TeacherConfig config, Map<String, String> environment) {
        String variable = config.apiKeyEnv();
        String secret = environment.getOrDefault(variable, "").strip();
        if (secret.isEmpty() && isLoopback(config.baseUrl())) {
            return new ApiKey("none", variable);
        }
        if (secret.isEmpty()) {
            throw new TeacherException(
                    config.model(),
                    "teacher " + config.model() + " at " + config.baseUrl()
                            + ": needs a key in the environment variable " + variable
                            + ", but it is not set; nothing was sent");
        }
        if (secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new TeacherException(
                    config.model(),
                    "the environment variable " + variable
                            + " must hold a key of visible ASCII characters, but holds others; nothing was sent");
        }
        return new ApiKey(secret, variable);
    }

    /** {@return the key itself, for the request's header alone} */
    String secret() {
        return secret;
    }

    /** {@return the environment variable that the key came from} */
    String variable() {
        return variable;
    }

    /** Takes the key out of a text that others wrote. */
    String redact(String text) {
        return secret.length() < 8 ? text : text.replace(secret, "(key)");
    }

    @Override
    public String toString() {
        return "(key from " + variable + ")";
    }

    static boolean isLoopback(String baseUrl) {
        String host = URI.create(baseUrl).getHost();
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
