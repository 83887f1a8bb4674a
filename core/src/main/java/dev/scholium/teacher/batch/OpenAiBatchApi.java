package dev.scholium.teacher.batch;

import dev.scholium.file.Json;
import dev.scholium.teacher.ProviderHttp;
import dev.scholium.teacher.TeacherFault;
import dev.scholium.teacher.TeacherFault.Kind;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI's batch jobs: a file of chat requests is sent ahead, then a job is made of it that carries our name for it.
 *
 * @see <a href="https://platform.openai.com/docs/guides/batch">OpenAI's guide</a>
 */
final class OpenAiBatchApi implements BatchApi {

    /** Of one file, by OpenAI's reference: 50,000 requests, 200 MB. */
    private static final BatchLimits LIMITS = new BatchLimits(50_000, 200_000_000);

    private static final String NAME_KEY = "scholium_job";

    private final ProviderHttp http;

    OpenAiBatchApi(ProviderHttp http) {
        this.http = http;
    }

    @Override
    public BatchLimits limits() {
        return LIMITS;
    }

    @Override
    public String line(String customId, String body) {
        return "{\"custom_id\":\"" + customId + "\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":"
                + body + "}";
    }

    @Override
    public String joint() {
        return "\n";
    }

    @Override
    public String upload(String name, Path lines) {
        String boundary = "scholium-" + name;
        String head =
                "--" + boundary + "\r\ncontent-disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n--" + boundary
                        + "\r\ncontent-disposition: form-data; name=\"file\"; filename=\"" + name
                        + ".jsonl\"\r\ncontent-type: application/jsonl\r\n\r\n";
        try {
            String reply = http.post(
                    "/files",
                    "multipart/form-data; boundary=" + boundary,
                    ProviderHttp.around(head, lines, "\r\n--" + boundary + "--\r\n"));
            return Replies.text(Replies.object(reply), "id");
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RemoteJob create(String name, String input, Path lines) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("input_file_id", input);
        request.put("endpoint", "/v1/chat/completions");
        request.put("completion_window", "24h");
        request.put("metadata", Map.of(NAME_KEY, name));
        return job(
                Replies.object(http.post("/batches", "application/json", BodyPublishers.ofString(Json.line(request)))));
    }

    @Override
    public Sighting find(Wanted wanted) {
        return new JobListing(http, "/batches", "after", OpenAiBatchApi::job)
                .search(
                        wanted.since(),
                        (listed, job) -> listed.path("metadata")
                                        .path(NAME_KEY)
                                        .asString("")
                                        .equals(wanted.name())
                                ? Optional.of(new Sighting.Found(job))
                                : Optional.empty())
                .orElseGet(Sighting.Absent::new);
    }

    @Override
    public RemoteJob get(String id) {
        return job(Replies.object(http.get("/batches/" + id)));
    }

    @Override
    public RemoteJob cancel(String id) {
        return job(Replies.object(
                http.post("/batches/" + id + "/cancel", "application/json", BodyPublishers.ofString("{}"))));
    }

    @Override
    public void download(String results, Path file) {
        http.download(results, file);
    }

    private static RemoteJob job(JsonNode job) {
        String status = Replies.text(job, "status");
        JsonNode counts = job.path("request_counts");
        JsonNode expires = job.path("expires_at");
        List<String> results = new ArrayList<>();
        for (String key : new String[] {"output_file_id", "error_file_id"}) {
            String file = job.path(key).asString("");
            if (!file.isEmpty()) {
                results.add("/files/" + file + "/content");
            }
        }
        return new RemoteJob(
                Replies.text(job, "id"),
                status,
                switch (status) {
                    case "failed" -> RemoteJob.Phase.REFUSED;
                    case "completed", "expired", "cancelled" -> RemoteJob.Phase.ENDED;
                    default -> RemoteJob.Phase.RUNNING;
                },
                status.startsWith("cancel"),
                counts.path("total").asLong(0),
                counts.path("completed").asLong(0),
                counts.path("failed").asLong(0),
                Instant.ofEpochSecond(job.path("created_at").asLong(0)),
                expires.isNumber() ? Instant.ofEpochSecond(expires.asLong()) : null,
                problem(job.path("errors").path("data")),
                results);
    }

    private static String problem(JsonNode errors) {
        JsonNode first = errors.path(0);
        if (first.isMissingNode()) {
            return "";
        }
        String code = first.path("code").asString("");
        String message = first.path("message").asString("");
        String line =
                first.path("line").isNumber() ? " (line " + first.path("line").asLong() + ")" : "";
        return code + (code.isEmpty() || message.isEmpty() ? "" : ": ") + message + line;
    }

    @Override
    public Optional<BatchReply> read(String line) {
        try {
            JsonNode read = Json.mapper().readTree(line);
            String customId = read.path("custom_id").asString("");
            JsonNode response = read.path("response");
            int status = response.path("status_code").asInt(0);
            String body = response.path("body").toString();
            if (status == 200) {
                return Optional.of(new BatchReply.Answer(customId, body));
            }
            return Optional.of(new BatchReply.Failure(
                    customId, status > 0 ? http.fault(status, body) : unworked(read.path("error"), line)));
        } catch (JacksonException torn) {
            return Optional.empty();
        }
    }

    private static TeacherFault unworked(JsonNode error, String line) {
        String message = error.path("message").asString(error.path("code").asString("no reason given"));
        return new TeacherFault(Kind.CONNECTION, "the batch job did not get to it: " + message, 0, line, null);
    }

    @Override
    public void forget(String input) {
        if (!input.isEmpty()) {
            http.delete("/files/" + input);
        }
    }
}
