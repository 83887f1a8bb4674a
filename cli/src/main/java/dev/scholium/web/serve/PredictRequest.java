package dev.scholium.web.serve;

import dev.scholium.file.Json;
import dev.scholium.student.StudentTask;
import dev.scholium.web.WebRefusal;
import dev.scholium.web.batch.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The body of {@code POST /v1/predict}.
 *
 * @param rows each a text by the name of each field of the student's task
 * @param rationale whether rationales are wished, too; not if absent
 * @param model name of the student; the first one if absent
 * @param deadlineMs how long the caller waits, in milliseconds; as long as the server allows if absent
 */
record PredictRequest(
        @Nullable List<@Nullable Map<String, @Nullable String>> rows,
        @Nullable Boolean rationale,
        @Nullable String model,
        @Nullable Integer deadlineMs) {

    /**
     * Reads a body.
     *
     * @param body of the request
     * @return what it asks for, not yet checked
     * @throws WebRefusal if it is no JSON of this shape; the message holds nothing of the body
     */
    static PredictRequest read(String body) {
        try {
            @Nullable PredictRequest request = Json.read(body, PredictRequest.class);
            if (request != null) {
                return request;
            }
        } catch (JacksonException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static WebRefusal malformed() {
        return new WebRefusal(
                400,
                "the body must be JSON: {\"rows\": [{FIELD: TEXT, ...}], \"rationale\": true, \"deadline_ms\": 1000}");
    }

    /**
     * What the student is asked.
     *
     * @param task its task
     * @param mostNewTokens of a rationale
     * @param limits what a request may ask for
     * @return one question a row
     * @throws WebRefusal if a limit is passed, or a row lacks a field
     */
    List<Question> questions(StudentTask task, int mostNewTokens, ServeLimits limits) {
        if (rows == null || rows.isEmpty() || rows.size() > limits.rows()) {
            throw new WebRefusal(
                    rows == null || rows.isEmpty() ? 400 : 413,
                    "rows: must be 1 to " + limits.rows() + ", but are " + (rows == null ? 0 : rows.size()));
        }
        int newTokens = Boolean.TRUE.equals(rationale) ? mostNewTokens : 0;
        List<Question> questions = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            questions.add(new Question(task.source(checked(i, rows.get(i), task, limits)), newTokens));
        }
        return questions;
    }

    private static Map<String, String> checked(
            int index, @Nullable Map<String, @Nullable String> row, StudentTask task, ServeLimits limits) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : task.fields()) {
            @Nullable String text = row == null ? null : row.get(field);
            if (text == null || text.isBlank()) {
                throw new WebRefusal(400, "rows[" + index + "]: " + field + " must be there and not empty");
            }
            if (text.length() > limits.textCharacters()) {
                throw new WebRefusal(
                        413,
                        "rows[" + index + "]: " + field + " must have at most " + limits.textCharacters()
                                + " characters, but has " + text.length());
            }
            fields.put(field, text);
        }
        return fields;
    }

    /** {@return name of the student that is asked, if any is named} */
    Optional<String> student() {
        return Optional.ofNullable(model);
    }

    /**
     * How long the caller waits.
     *
     * @param limits the longest
     * @return milliseconds, at least 1
     * @throws WebRefusal if the caller's deadline is out of range
     */
    int patienceMs(ServeLimits limits) {
        int patience = deadlineMs == null ? limits.deadlineMs() : deadlineMs;
        if (patience < 1 || patience > limits.deadlineMs()) {
            throw new WebRefusal(400, "deadline_ms: must be 1 to " + limits.deadlineMs() + ", but is " + patience);
        }
        return patience;
    }
}
