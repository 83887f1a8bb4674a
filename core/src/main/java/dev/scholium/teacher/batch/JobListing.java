package dev.scholium.teacher.batch;

import dev.scholium.teacher.ProviderHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The jobs that a provider lists, page after page, the newest first.
 *
 * @param http asks the provider
 * @param path of the jobs
 * @param after the parameter that names the job after which a page begins
 * @param reader reads a job
 */
record JobListing(ProviderHttp http, String path, String after, Function<JsonNode, RemoteJob> reader) {

    private static final int PAGE = 100;

    /** The provider's clock may be behind ours. */
    private static final Duration SLACK = Duration.ofHours(1);

    /** {@return whether a job was made before a time by the provider's clock, however far that is behind} */
    static boolean isOlder(RemoteJob job, Instant since) {
        return job.createdAt().isBefore(since.minus(SLACK));
    }

    /**
     * Looks through the jobs back to the first that is older than a time.
     *
     * @param since that time
     * @param look says of a listed job, and what was read of it, whether the search ends with it
     * @return what the search ended with; nothing if no job ended it
     */
    Optional<Sighting> search(Instant since, BiFunction<JsonNode, RemoteJob, Optional<Sighting>> look) {
        String from = "";
        while (true) {
            JsonNode page = Replies.object(http.get(path + "?limit=" + PAGE + from));
            for (JsonNode listed : page.path("data")) {
                RemoteJob job = reader.apply(listed);
                Optional<Sighting> seen = look.apply(listed, job);
                if (seen.isPresent() || isOlder(job, since)) {
                    return seen;
                }
                from = "&" + after + "=" + job.id();
            }
            if (!page.path("has_more").asBoolean(false)) {
                return Optional.empty();
            }
        }
    }
}
