package dev.scholium.browse;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * The tables of an index. It holds nothing that cannot be made again, so another version is not brought up to date but
 * made anew.
 */
final class IndexSchema {

    /** Version of the tables; it is part of the stamp. */
    static final int VERSION = 2;

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE row (
              id INTEGER PRIMARY KEY, split TEXT NOT NULL, uid TEXT NOT NULL, label TEXT NOT NULL, fields TEXT NOT NULL,
              columns TEXT NOT NULL, place TEXT NOT NULL, UNIQUE (split, uid))
            """,
            """
            CREATE TABLE rationale (
              row_id INTEGER NOT NULL, run INTEGER NOT NULL, folder TEXT NOT NULL, source TEXT NOT NULL,
              rejected INTEGER NOT NULL, text TEXT NOT NULL, line TEXT NOT NULL)
            """,
            """
            CREATE TABLE answer (
              row_id INTEGER NOT NULL, run INTEGER NOT NULL, trial TEXT NOT NULL, line TEXT NOT NULL)
            """,
            "CREATE TABLE facet (name TEXT NOT NULL, value TEXT NOT NULL, rows BLOB NOT NULL)",
            "CREATE TABLE note (text TEXT NOT NULL)",
            "CREATE TABLE stamp (text TEXT NOT NULL)",
            // contentless: the texts are in the other tables already
            """
            CREATE VIRTUAL TABLE words USING fts5(
              text, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2')
            """);

    private IndexSchema() {}

    /** Opens a new file for writing; it is not forced to the disk, since it can be made again. */
    static Connection create(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.setCacheSize(-32_768); // KiB
        config.setGetGeneratedKeys(false);
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /** Makes what only readers need, once all rows are in. */
    static void finish(Statement statement) throws SQLException {
        statement.execute("CREATE INDEX rationale_row ON rationale (row_id)");
        statement.execute("CREATE INDEX answer_row ON answer (row_id)");
    }

    /** Opens a finished file for reading. */
    static Connection open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setGetGeneratedKeys(false);
        return DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
    }

    /** {@return the stamp of a file; empty where it is no such index} */
    static String stamp(Path file) {
        try (Connection connection = open(file);
                Statement statement = connection.createStatement();
                ResultSet stamp = statement.executeQuery("SELECT text FROM stamp")) {
            return stamp.next() ? stamp.getString(1) : "";
        } catch (SQLException e) {
            return ""; // damaged or foreign: it is made anew
        }
    }

    static ScholiumException failure(Path file, SQLException cause) {
        return new ScholiumException(
                ExitCode.FAILED, file + ": the index of rows failed: " + cause.getMessage() + "; remove it", cause);
    }
}
