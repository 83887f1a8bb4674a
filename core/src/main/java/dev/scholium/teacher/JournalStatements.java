package dev.scholium.teacher;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Statements that are prepared once for a connection; for the one thread, or under the one lock, that uses it. */
final class JournalStatements {

    private final Connection connection;
    private final IdentityHashMap<String, PreparedStatement> prepared = new IdentityHashMap<>();

    JournalStatements(Connection connection) {
        this.connection = connection;
    }

    /** {@return the statement of a constant text} */
    PreparedStatement of(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** Sets an amount that may be unknown. */
    static void set(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setLong(index, value);
        }
    }
}
