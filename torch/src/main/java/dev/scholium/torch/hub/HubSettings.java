package dev.scholium.torch.hub;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.torch.checkpoint.ModelFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where a hub is and who asks it, by the environment variables of Hugging Face's Python library.
 *
 * @param endpoint {@code HF_ENDPOINT}, or Hugging Face's own
 * @param token {@code HF_TOKEN}, or the content of the file {@code HF_TOKEN_PATH}, or of {@code token} in
 *     {@code HF_HOME}; empty for none
 * @param offline {@code HF_HUB_OFFLINE}: nothing may be asked
 * @param cache {@code HF_HUB_CACHE}, or {@code hub} in {@code HF_HOME}
 */
public record HubSettings(URI endpoint, String token, boolean offline, Path cache) {

    private static final Set<String> YES = Set.of("1", "on", "yes", "true");

    /**
     * Reads the variables.
     *
     * @param environment the process's environment
     * @param home the user's home folder
     * @return the settings
     * @throws ScholiumException if the endpoint is no http or https address, or the token's file cannot be read
     */
    public static HubSettings of(Map<String, String> environment, Path home) {
        String endpoint = environment.getOrDefault("HF_ENDPOINT", "").strip();
        return new HubSettings(
                uri(endpoint.isEmpty() ? "https://huggingface.co" : endpoint),
                token(environment, home),
                YES.contains(
                        environment.getOrDefault("HF_HUB_OFFLINE", "").strip().toLowerCase(Locale.ROOT)),
                ModelFolder.cache(environment, home));
    }

    private static URI uri(String endpoint) {
        try {
            URI uri = URI.create(endpoint.replaceAll("/+$", ""));
            if (isOfTheWeb(uri) && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException notOne) {
            // said below
        }
        throw new ScholiumException(
                ExitCode.USAGE, "HF_ENDPOINT must be an http or https address without user, password or query");
    }

    /** Whether it is an http or https address. */
    static boolean isOfTheWeb(URI uri) {
        return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
    }

    private static String token(Map<String, String> environment, Path home) {
        String token = environment.getOrDefault("HF_TOKEN", "").strip();
        String path = environment.getOrDefault("HF_TOKEN_PATH", "");
        Path file =
                path.isEmpty() ? ModelFolder.huggingFaceHome(environment, home).resolve("token") : Path.of(path);
        if (!token.isEmpty() || !Files.isRegularFile(file)) {
            return token;
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    /** {@return the settings without the token} */
    @Override
    public String toString() {
        return endpoint + " into " + cache;
    }
}
