package dev.scholium.teacher.mock;

import dev.scholium.file.Json;
import dev.scholium.teacher.mock.BatchBehaviour.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Anthropic's message batches under {@code /v1/messages/batches}: their results are a page of their own.
 *
 * @see <a href="https://docs.anthropic.com/en/api/creating-message-batches">Anthropic's reference</a>
 */
final class AnthropicBatchForm implements BatchForm {

    private static final String ID = "msgbatch_";

    private final MockBatches jobs;

    /**
     * A form.
     *
     * @param jobs where they are kept
     */
    AnthropicBatchForm(MockBatches jobs) {
        this.jobs = jobs;
    }

    @Override
    public String path() {
        return "/v1/messages/batches";
    }

    @Override
    public String idPrefix() {
        return ID;
    }

    @Override
    public String after() {
        return "after_id";
    }

    @Override
    public MockReaction unknown(String id) {
        return MockReaction.error(404, "not_found_error", "no such message batch");
    }

    @Override
    public MockReaction create(String body) {
        try {
            JsonNode requests = Json.mapper().readTree(body).path("requests");
            List<MockBatch.Line> lines = new ArrayList<>();
            for (JsonNode request : requests) {
                String customId = request.path("custom_id").asString("");
                if (!customId.matches("[a-zA-Z0-9_-]{1,64}")) {
                    return MockReaction.error(400, "invalid_request_error", "custom_id: " + customId);
                }
                lines.add(new MockBatch.Line(customId, request.path("params").toString()));
            }
            if (lines.isEmpty()) {
                return MockReaction.error(400, "invalid_request_error", "requests must be given");
            }
            return MockReaction.json(shown(jobs.create(lines)));
        } catch (JacksonException e) {
            return MockReaction.error(400, "invalid_request_error", "not JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public Map<String, Object> page(List<Map<String, Object>> page, boolean more) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("data", page);
        list.put("has_more", more);
        list.put("first_id", page.isEmpty() ? null : page.get(0).get("id"));
        list.put("last_id", page.isEmpty() ? null : page.get(page.size() - 1).get("id"));
        return list;
    }

    @Override
    public Map<String, Object> listed(MockBatch job, MockCall call) {
        return shown(job);
    }

    @Override
    public Map<String, Object> shown(MockBatch job, MockCall call) {
        Map<String, Object> shown = shown(job);
        if (job.hasEnded()) {
            String host = call.header("host").orElse("127.0.0.1");
            shown.put("results_url", "http://" + host + "/v1/messages/batches/" + ID + job.number() + "/results");
        }
        return shown;
    }

    private static Map<String, Object> shown(MockBatch job) {
        Map<String, Object> shown = new LinkedHashMap<>(); // an order that is the same in every JVM
        shown.put("id", ID + job.number());
        shown.put("type", "message_batch");
        shown.put("processing_status", job.hasEnded() ? "ended" : "in_progress");
        Map<String, Object> counts = new LinkedHashMap<>();
        int[] ended = new int[4];
        if (job.hasEnded()) {
            job.results().forEach(result -> ended[kind(result)]++);
        }
        counts.put("processing", job.hasEnded() ? 0 : job.size());
        counts.put("succeeded", ended[0]);
        counts.put("errored", ended[1]);
        counts.put("canceled", ended[2]);
        counts.put("expired", ended[3]);
        shown.put("request_counts", counts);
        shown.put("created_at", job.created().toString());
        shown.put("expires_at", job.created().plus(Duration.ofHours(24)).toString());
        shown.put("ended_at", job.hasEnded() ? job.created().toString() : null);
        shown.put("cancel_initiated_at", job.isCancelled() ? job.created().toString() : null);
        shown.put("results_url", null);
        return shown;
    }

    private static int kind(MockBatch.Result result) {
        if (result.cancelled()) {
            return 2;
        }
        if (result.fate() == Fate.EXPIRED) {
            return 3;
        }
        return result.isShown() && result.answer().status() == 200 ? 0 : 1;
    }

    @Override
    public MockReaction results(MockBatch job, MockCall call) {
        if (!job.hasEnded()) {
            return MockReaction.error(404, "not_found_error", "the batch has not ended");
        }
        StringBuilder lines = new StringBuilder();
        for (MockBatch.Result result : job.results()) {
            if (result.fate() == Fate.MISSING && !result.cancelled()) {
                continue;
            }
            String line = line(result);
            lines.append(result.fate() == Fate.TORN ? line.substring(0, line.length() / 2) : line)
                    .append('\n');
            if (result.fate() == Fate.ANSWERED_TWICE) {
                lines.append(line).append('\n');
            }
        }
        return new MockReaction.Respond(200, Map.of("content-type", "application/x-jsonl"), lines.toString());
    }

    private static String line(MockBatch.Result result) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        switch (kind(result)) {
            case 0 -> {
                outcome.put("type", "succeeded");
                outcome.put("message", Json.mapper().readTree(result.answer().body()));
            }
            case 1 -> {
                outcome.put("type", "errored");
                Map<String, Object> error = new LinkedHashMap<>();
                error.put("type", "error");
                error.put("error", error(result.answer()));
                error.put("request_id", null);
                outcome.put("error", error);
            }
            case 2 -> outcome.put("type", "canceled");
            default -> outcome.put("type", "expired");
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("custom_id", result.customId());
        line.put("result", outcome);
        return Json.line(line);
    }

    /** A refusal in Anthropic's words, of which there are few. */
    private static Map<String, Object> error(MockReaction.Respond answer) {
        String said = Json.mapper()
                .readTree(answer.body())
                .path("error")
                .path("message")
                .asString("no answer");
        Map<String, Object> error = new LinkedHashMap<>();
        error.put(
                "type",
                switch (answer.status()) {
                    case 400 -> "invalid_request_error";
                    case 404 -> "not_found_error";
                    case 429 -> "rate_limit_error";
                    case 529 -> "overloaded_error";
                    default -> "api_error";
                });
        error.put("message", said);
        return error;
    }
}
