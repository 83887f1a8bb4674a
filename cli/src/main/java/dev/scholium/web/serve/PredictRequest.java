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
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * The body of {@code POST /v1/predict}.
 *
 * @param rows each a text by the name of each field of the student's task
 * @param rationale whether rationales are wished, too; not if absent
 * @param stream whether the answer of the one row shall come as events; not if absent
 * @param model name of the student; the first one if absent
 * @param deadlineMs how long the caller waits, in milliseconds; as long as the server allows if absent
 */
record PredictRequest(
        @Nullable List<@Nullable Map<String, @Nullable String>> rows,
        @Nullable Boolean rationale,
        @Nullable Boolean stream,
        @Nullable String model,
        @Nullable Double deadlineMs) {

    /** Takes texts, numbers and truth values for what they are: no "1" for 1, no 1 for "1". */
    private static final JsonMapper STRICT = Json.mapper()
            .rebuild()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /**
     * Reads a body.
     *
     * @param body of the request, in UTF-8 whatever its header says, as JSON is
     * @return what it asks for, not yet checked
     * @throws WebRefusal if it is no JSON of this shape; the message holds nothing of the body
     */
    static PredictRequest read(byte[] body) {
        try {
            @Nullable PredictRequest request = STRICT.readValue(body, PredictRequest.class);
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
        if (isStreamed() && rows.size() > 1) {
            throw new WebRefusal(400, "stream: answers one row, but rows are " + rows.size());
        }
        int newTokens = withRationales() ? mostNewTokens : 0;
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
            if (text.codePointCount(0, text.length()) > limits.textCharacters()) {
                throw new WebRefusal(
                        413,
                        "rows[" + index + "]: " + field + " must have at most " + limits.textCharacters()
                                + " characters, but has " + text.codePointCount(0, text.length()));
            }
            fields.put(field, text);
        }
        return fields;
    }

    /** {@return whether rationales are wished} */
    boolean withRationales() {
        return Boolean.TRUE.equals(rationale);
    }

    /** {@return whether the answer shall come as events} */
    boolean isStreamed() {
        return Boolean.TRUE.equals(stream);
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
        double wished = deadlineMs == null ? limits.deadlineMs() : deadlineMs; // 1.0 is an integer, too
        if (wished != Math.rint(wished)) {
            throw malformed();
        }
        int patience = (int) wished;
        if (patience < 1 || patience > limits.deadlineMs()) {
            throw new WebRefusal(400, "deadline_ms: must be 1 to " + limits.deadlineMs() + ", but is " + patience);
        }
        return patience;
    }
}
