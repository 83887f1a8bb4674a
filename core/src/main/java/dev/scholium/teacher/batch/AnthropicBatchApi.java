package dev.scholium.teacher.batch;

import dev.scholium.file.Json;
import dev.scholium.teacher.ProviderHttp;
import dev.scholium.teacher.TeacherFault;
import dev.scholium.teacher.TeacherFault.Kind;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Anthropic's message batches: the requests go with the job. A job cannot carry a name of ours, so one whose submission
 * has an unknown outcome is known again by its time, its size and, once it has ended, by the ids in its results.
 *
 * @see <a href="https://docs.anthropic.com/en/docs/build-with-claude/batch-processing">Anthropic's guide</a>
 */
final class AnthropicBatchApi implements BatchApi {

    /** Of one batch, by Anthropic's guide: 100,000 requests, 256 MB; a little is left for the frame. */
    private static final BatchLimits LIMITS = new BatchLimits(100_000, 255_900_000);

    private static final String JOBS = "/messages/batches";

    private final ProviderHttp http;

    AnthropicBatchApi(ProviderHttp http) {
        this.http = http;
    }

    @Override
    public BatchLimits limits() {
        return LIMITS;
    }

    @Override
    public String line(String customId, String body) {
        return "{\"custom_id\":\"" + customId + "\",\"params\":" + body + "}";
    }

    @Override
    public String joint() {
        return ",\n";
    }

    @Override
    public String upload(String name, Path lines) {
        return "";
    }

    @Override
    public RemoteJob create(String name, String input, Path lines) {
        try {
            return job(Replies.object(
                    http.post(JOBS, "application/json", ProviderHttp.around("{\"requests\":[", lines, "]}"))));
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Sighting find(Wanted wanted) {
        List<String> running = new ArrayList<>();
        return new JobListing(http, JOBS, "after_id", AnthropicBatchApi::job)
                .search(wanted.since(), (listed, job) -> {
                    boolean candidate = !JobListing.isOlder(job, wanted.since())
                            && job.total() == wanted.requests()
                            && !wanted.isKnown().test(job.id());
                    if (candidate && job.phase() == RemoteJob.Phase.RUNNING) {
                        running.add(job.id());
                        return Optional.empty();
                    }
                    return candidate && isOurs(job, wanted) ? Optional.of(new Sighting.Found(job)) : Optional.empty();
                })
                .orElseGet(() -> running.isEmpty()
                        ? new Sighting.Absent()
                        : new Sighting.Undecided(running.get(running.size() - 1)));
    }

    private boolean isOurs(RemoteJob job, Wanted wanted) {
        Path file = wanted.folder().resolve(wanted.name() + ".candidate.jsonl");
        download(job.results().get(0), file);
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            return line != null
                    && read(line)
                            .map(BatchReply::customId)
                            .filter(wanted.isOurs())
                            .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            JobFiles.delete(file);
        }
    }

    @Override
    public RemoteJob get(String id) {
        return job(Replies.object(http.get(JOBS + "/" + id)));
    }

    @Override
    public RemoteJob cancel(String id) {
        return job(Replies.object(
                http.post(JOBS + "/" + id + "/cancel", "application/json", BodyPublishers.ofString("{}"))));
    }

    @Override
    public void download(String results, Path file) {
        http.download(results, file);
    }

    private static RemoteJob job(JsonNode job) {
        String id = Replies.text(job, "id");
        String status = Replies.text(job, "processing_status");
        JsonNode counts = job.path("request_counts");
        long succeeded = counts.path("succeeded").asLong(0);
        long others = counts.path("errored").asLong(0)
                + counts.path("canceled").asLong(0)
                + counts.path("expired").asLong(0);
        Instant created = time(job.path("created_at"));
        return new RemoteJob(
                id,
                status,
                status.equals("ended") ? RemoteJob.Phase.ENDED : RemoteJob.Phase.RUNNING,
                !job.path("cancel_initiated_at").asString("").isEmpty(),
                counts.path("processing").asLong(0) + succeeded + others,
                succeeded,
                others,
                created == null ? Instant.EPOCH : created,
                time(job.path("expires_at")),
                "",
                // not results_url: the key goes to no other address than the recipe's
                List.of(JOBS + "/" + id + "/results"));
    }

    private static @Nullable Instant time(JsonNode time) {
        try {
            return time.isString() ? OffsetDateTime.parse(time.stringValue()).toInstant() : null;
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    @Override
    public Optional<BatchReply> read(String line) {
        try {
            JsonNode read = Json.mapper().readTree(line);
            String customId = read.path("custom_id").asString("");
            JsonNode result = read.path("result");
            String type = result.path("type").asString("");
            return Optional.of(
                    switch (type) {
                        case "succeeded" ->
                            new BatchReply.Answer(
                                    customId, result.path("message").toString());
                        case "errored" -> new BatchReply.Failure(customId, errored(result.path("error")));
                        default ->
                            new BatchReply.Failure(
                                    customId,
                                    new TeacherFault(
                                            Kind.CONNECTION,
                                            "the batch job did not get to it: " + type,
                                            0,
                                            line,
                                            null));
                    });
        } catch (JacksonException torn) {
            return Optional.empty();
        }
    }

    /**
     * The fault that an error means, by the status that a live request would have met.
     *
     * @see <a href="https://docs.anthropic.com/en/api/errors">Anthropic's errors</a>
     */
    private TeacherFault errored(JsonNode error) {
        JsonNode inner = error.path("error").isObject() ? error.path("error") : error;
        int status = switch (inner.path("type").asString("")) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 500;
        };
        return http.fault(status, error.toString());
    }

    @Override
    public void forget(String input) {
        // nothing was sent ahead
    }
}
