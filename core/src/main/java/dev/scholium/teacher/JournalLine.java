package dev.scholium.teacher;

import dev.scholium.file.Json;
import dev.scholium.prompt.Demonstration;
import dev.scholium.teacher.price.Usd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request of a journal with all that is known of it; a line of an export.
 *
 * @param id its number in the journal
 * @param hash its key, in hexadecimal digits
 * @param provider how the teacher is reached
 * @param model who was asked
 * @param settings with which settings, in JSON
 * @param run the run folder of the session that asked last; empty for none
 * @param sample 0; higher for the same question asked once more on purpose
 * @param state of the request, in the journal's words
 * @param askedAt last intent, UTC
 * @param timesAsked number of intents
 * @param reservedUsd the most that the last attempt may cost; absent if unknown
 * @param system the system message
 * @param demonstrations what the teacher was shown
 * @param user the user's message
 * @param schema the reply's schema; absent for free text
 * @param text what the teacher wrote; absent without a reply, like all that follows
 * @param finishReason why it stopped
 * @param answeredBy the model as the provider names it
 * @param promptTokens tokens read
 * @param completionTokens tokens written
 * @param cachedTokens those of the prompt from the cache
 * @param hiddenTokens those of the completion that are not shown
 * @param costUsd what the reply cost; absent if unknown
 * @param latencyMs from sending to the last byte
 * @param answeredAt UTC
 * @param raw the reply's body
 * @param failure why the last attempt failed; absent if none did
 */
public record JournalLine(
        long id,
        String hash,
        String provider,
        String model,
        String settings,
        String run,
        int sample,
        String state,
        String askedAt,
        int timesAsked,
        @Nullable Double reservedUsd,
        String system,
        List<Demonstration> demonstrations,
        String user,
        @Nullable JsonNode schema,
        @Nullable String text,
        @Nullable String finishReason,
        @Nullable String answeredBy,
        @Nullable Long promptTokens,
        @Nullable Long completionTokens,
        @Nullable Long cachedTokens,
        @Nullable Long hiddenTokens,
        @Nullable Double costUsd,
        @Nullable Long latencyMs,
        @Nullable String answeredAt,
        @Nullable String raw,
        @Nullable String failure) {

    /** All columns, of requests that {@link JournalFilter#WHERE} restricts. */
    static final String SELECT = """
            SELECT q.id, q.hash, t.provider, t.model, t.settings, s.run, q.sample, q.state, q.asked_at, q.times_asked,
              q.reserved, p.system, p.demonstrations, p.user, p.schema, r.text, r.finish_reason, r.model AS answered_by,
              r.prompt_tokens, r.completion_tokens, r.cached_tokens, r.hidden_tokens, r.cost, r.latency_ms, r.answered_at,
              r.raw,
              (SELECT f.reason FROM failure f WHERE f.request_id = q.id ORDER BY f.id DESC LIMIT 1) AS failure,
              q.session_id, q.batch_id, s.pid, s.process_started, s.closed_at, b.ended_at
            FROM request q JOIN teacher t ON t.id = q.teacher_id JOIN session s ON s.id = q.session_id
              JOIN prompt p ON p.request_id = q.id LEFT JOIN reply r ON r.request_id = q.id
              LEFT JOIN batch b ON b.id = q.batch_id
            WHERE\s""";

    static JournalLine of(ResultSet row) throws SQLException {
        String schema = row.getString("schema");
        return new JournalLine(
                row.getLong("id"),
                RequestHash.of(row.getBytes("hash")).hex(),
                row.getString("provider"),
                row.getString("model"),
                row.getString("settings"),
                row.getString("run"),
                row.getInt("sample"),
                row.getString("state"),
                row.getString("asked_at"),
                row.getInt("times_asked"),
                dollars(JournalReads.usd(row, "reserved")),
                row.getString("system"),
                List.of(Json.read(row.getString("demonstrations"), Demonstration[].class)),
                row.getString("user"),
                schema.isEmpty() ? null : Json.mapper().readTree(schema),
                row.getString("text"),
                row.getString("finish_reason"),
                row.getString("answered_by"),
                number(row, "prompt_tokens"),
                number(row, "completion_tokens"),
                number(row, "cached_tokens"),
                number(row, "hidden_tokens"),
                dollars(JournalReads.usd(row, "cost")),
                number(row, "latency_ms"),
                row.getString("answered_at"),
                row.getString("raw"),
                row.getString("failure"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Double dollars(@Nullable Usd amount) {
        return amount == null ? null : amount.dollars();
    }
}
