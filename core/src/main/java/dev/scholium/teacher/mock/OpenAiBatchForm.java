package dev.scholium.teacher.mock;

import dev.scholium.file.Json;
import dev.scholium.teacher.mock.BatchBehaviour.Fate;
import dev.scholium.teacher.mock.MockFiles.MockFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI's batch jobs under {@code /v1/batches}: they read and write files.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/batch">OpenAI's reference</a>
 */
final class OpenAiBatchForm implements BatchForm {

    private final MockBatches jobs;
    private final MockFiles files;
    private final Map<Integer, JsonNode> requests = new ConcurrentHashMap<>();
    private final Map<Integer, Output> outputs = new ConcurrentHashMap<>();

    /**
     * A form.
     *
     * @param jobs where they are kept
     * @param files holds what they read and write
     */
    OpenAiBatchForm(MockBatches jobs, MockFiles files) {
        this.jobs = jobs;
        this.files = files;
    }

    /** The files that a job wrote; no error file where all was answered. */
    private record Output(String file, @Nullable String errorFile, boolean expired) {}

    @Override
    public String path() {
        return "/v1/batches";
    }

    @Override
    public String idPrefix() {
        return "batch_";
    }

    @Override
    public String after() {
        return "after";
    }

    @Override
    public MockReaction unknown(String id) {
        return MockReaction.error(404, "invalid_request_error", "No batch found with id '" + id + "'.");
    }

    @Override
    public MockReaction create(String body) {
        try {
            JsonNode request = Json.mapper().readTree(body);
            Optional<MockFile> input = files.find(request.path("input_file_id").asString(""));
            boolean chat = request.path("endpoint").asString("").equals("/v1/chat/completions");
            if (input.isEmpty() || !chat) {
                return MockReaction.error(400, "invalid_request_error", "input_file_id and endpoint must be given");
            }
            List<MockBatch.Line> lines = new ArrayList<>();
            for (String line : input.get().content().lines().toList()) {
                JsonNode read = Json.mapper().readTree(line);
                lines.add(new MockBatch.Line(
                        read.path("custom_id").asString(""), read.path("body").toString()));
            }
            synchronized (this) {
                MockBatch job = jobs.create(lines);
                requests.put(job.number(), request);
                return MockReaction.json(shown(job));
            }
        } catch (JacksonException e) {
            return MockReaction.error(400, "invalid_request_error", "not JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public Map<String, Object> page(List<Map<String, Object>> page, boolean more) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("object", "list");
        list.put("data", page);
        list.put("has_more", more);
        return list;
    }

    @Override
    public Map<String, Object> shown(MockBatch job, MockCall call) {
        return shown(job);
    }

    private synchronized Map<String, Object> shown(MockBatch job) {
        JsonNode request = requests.getOrDefault(job.number(), Json.mapper().createObjectNode());
        Map<String, Object> shown = new LinkedHashMap<>(); // an order that is the same in every JVM
        shown.put("id", "batch_" + job.number());
        shown.put("object", "batch");
        shown.put("endpoint", "/v1/chat/completions");
        shown.put("input_file_id", request.path("input_file_id"));
        shown.put("completion_window", "24h");
        shown.put("created_at", job.created().getEpochSecond());
        shown.put("expires_at", job.created().plus(Duration.ofHours(24)).getEpochSecond());
        shown.put("metadata", request.path("metadata"));
        int failed = 0;
        if (job.hasEnded()) {
            Output output = outputs.computeIfAbsent(job.number(), number -> write(job));
            failed = (int)
                    job.results().stream().filter(result -> !result.isShown()).count();
            shown.put("status", job.isCancelled() ? "cancelled" : output.expired() ? "expired" : "completed");
            shown.put("output_file_id", output.file());
            shown.put("error_file_id", output.errorFile());
        } else {
            shown.put("status", "in_progress");
        }
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("total", job.size());
        counts.put("completed", (job.hasEnded() ? job.size() : job.done()) - failed);
        counts.put("failed", failed);
        shown.put("request_counts", counts);
        return shown;
    }

    private Output write(MockBatch job) {
        StringBuilder answers = new StringBuilder();
        StringBuilder errors = new StringBuilder();
        boolean expired = false;
        for (MockBatch.Result result : job.results()) {
            expired |= result.fate() == Fate.EXPIRED;
            if (result.cancelled() || result.fate() == Fate.MISSING) {
                continue; // OpenAI says nothing of what was not worked on before a job was cancelled
            }
            String line = line(result);
            boolean good = result.isShown() && result.answer().status() == 200;
            (good ? answers : errors)
                    .append(result.fate() == Fate.TORN ? line.substring(0, line.length() / 2) : line)
                    .append('\n');
            if (result.fate() == Fate.ANSWERED_TWICE) {
                answers.append(line).append('\n');
            }
        }
        String file =
                files.add("output.jsonl", "batch_output", answers.toString()).id();
        String errorFile = errors.isEmpty()
                ? null
                : files.add("errors.jsonl", "batch_output", errors.toString()).id();
        return new Output(file, errorFile, expired);
    }

    private static String line(MockBatch.Result result) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", "batch_req_" + MockStatistics.hash(result.customId()).substring(0, 24));
        line.put("custom_id", result.customId());
        if (result.fate() == Fate.EXPIRED) {
            line.put("response", null);
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", "batch_expired");
            error.put("message", "This request could not be executed before the completion window expired.");
            line.put("error", error);
        } else {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("status_code", result.answer().status());
            response.put(
                    "request_id",
                    "req_" + MockStatistics.hash(result.customId()).substring(0, 24));
            response.put("body", Json.mapper().readTree(result.answer().body()));
            line.put("response", response);
            line.put("error", null);
        }
        return Json.line(line);
    }
}
