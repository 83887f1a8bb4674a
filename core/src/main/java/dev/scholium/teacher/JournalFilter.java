package dev.scholium.teacher;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which requests of a journal are meant; what is absent does not restrict.
 *
 * @param model the teacher's model; absent for all
 * @param state {@code asked}, {@code waiting}, {@code answered} or {@code failed}; absent for all
 * @param since asked last at that time or later; absent for all
 * @param before asked last before that time; absent for all
 * @param run the run folder of the session that asked last; absent for all
 */
public record JournalFilter(
        @Nullable String model,
        @Nullable String state,
        @Nullable Instant since,
        @Nullable Instant before,
        @Nullable String run) {

    /** Every request. */
    public static final JournalFilter ALL = new JournalFilter(null, null, null, null, null);

    /** What is true of the requests {@code q}, teachers {@code t} and sessions {@code s} that are meant. */
    static final String WHERE = "(?1 IS NULL OR t.model = ?1) AND (?2 IS NULL OR q.state = ?2)"
            + " AND (?3 IS NULL OR q.asked_at >= ?3) AND (?4 IS NULL OR q.asked_at < ?4) AND (?5 IS NULL OR s.run = ?5)";

    void bind(PreparedStatement statement) throws SQLException {
        statement.setString(1, model);
        statement.setString(2, state);
        statement.setString(3, text(since));
        statement.setString(4, text(before));
        statement.setString(5, run);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /** {@return whether nothing is restricted} */
    public boolean isEverything() {
        return equals(ALL);
    }
}
