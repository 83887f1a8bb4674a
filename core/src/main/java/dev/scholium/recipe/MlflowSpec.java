package dev.scholium.recipe;

import java.net.URI;

/**
 * An MLflow server that metrics are sent to. Its token is in no recipe: it comes from the environment.
 *
 * @param uri where the server is, such as {@code http://localhost:5000}; empty for none
 * @param experiment name of the experiment there; made when missing
 */
public record MlflowSpec(String uri, String experiment) {

    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException if it is no address of a web server, or holds a password, or if the experiment
     *     has no name
     */
    public MlflowSpec {
        if (!uri.isEmpty()) {
            URI address;
            try {
                address = URI.create(uri);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("uri must be an address such as http://localhost:5000", e);
            }
            boolean isWeb = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (!isWeb || address.getHost() == null || address.getRawQuery() != null) {
                throw new IllegalArgumentException("uri must be an address such as http://localhost:5000");
            }
            if (address.getUserInfo() != null) {
                throw new IllegalArgumentException("uri must hold no name or password, since recipes are kept in run"
                        + " folders; set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD instead");
            }
        }
        if (experiment.isBlank()) {
            throw new IllegalArgumentException("experiment must be a name, but is empty");
        }
    }

    /** {@return whether nothing is sent} */
    public boolean isOff() {
        return uri.isEmpty();
    }
}
