package dev.scholium.teacher;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The tables of a journal, and how its file is opened; documented in {@code docs/formats/journal.md}. */
final class JournalSchema {

    /** Version of the tables, in SQLite's {@code user_version}. */
    static final int VERSION = 1 + JournalMigrations.STEPS.size();

    /** "SCHO": tells a journal from other SQLite files. */
    private static final int APPLICATION_ID = 0x5343484F;

    private static final int BUSY_TIMEOUT_MILLIS = 60_000;

    private static final long BUSY_RETRY_NANOS = 5_000_000;

    private static final int CACHE_KILOBYTES = 32_768;

    /** The tables of version 1; a new file is made as that and brought up to date like an old one. */
    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE teacher (
              id INTEGER PRIMARY KEY, provider TEXT NOT NULL, model TEXT NOT NULL, settings TEXT NOT NULL,
              UNIQUE (provider, model, settings))
            """,
            """
            CREATE TABLE session (
              id INTEGER PRIMARY KEY, pid INTEGER NOT NULL, process_started INTEGER NOT NULL,
              opened_at TEXT NOT NULL, closed_at TEXT)
            """,
            """
            CREATE TABLE request (
              id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, teacher_id INTEGER NOT NULL, sample INTEGER NOT NULL,
              session_id INTEGER NOT NULL, state TEXT NOT NULL, asked_at TEXT NOT NULL, times_asked INTEGER NOT NULL)
            """,
            "CREATE INDEX request_asked ON request (session_id) WHERE state = 'asked'",
            "CREATE TABLE prompt (request_id INTEGER PRIMARY KEY, system TEXT NOT NULL, user TEXT NOT NULL)",
            """
            CREATE TABLE reply (
              request_id INTEGER PRIMARY KEY, text TEXT NOT NULL, finish_reason TEXT NOT NULL, model TEXT NOT NULL,
              prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL, latency_ms INTEGER NOT NULL,
              attempt INTEGER NOT NULL, answered_at TEXT NOT NULL, raw TEXT NOT NULL)
            """,
            """
            CREATE TABLE failure (
              id INTEGER PRIMARY KEY, request_id INTEGER NOT NULL, session_id INTEGER NOT NULL,
              attempt INTEGER NOT NULL, status INTEGER NOT NULL, reason TEXT NOT NULL, failed_at TEXT NOT NULL,
              raw TEXT NOT NULL)
            """,
            "CREATE INDEX failure_request ON failure (request_id)");

    private JournalSchema() {}

    /**
     * Opens the file for writing, and makes the tables in a new one.
     *
     * @throws ScholiumException if it is no journal, a newer one, or cannot be written
     */
    static Connection openWriter(Path file, long maxPages) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, file + ": the journal's folder cannot be made: " + e.getMessage(), e);
        }
        try {
            PrivateFiles.createFile(file); // SQLite gives its log the same permissions
        } catch (IOException e) {
            // SQLite says better why it cannot be opened
        }
        Connection connection = connect(file);
        try {
            prepareOrWait(connection, file);
            limit(connection, maxPages);
            return connection;
        } catch (SQLException e) {
            close(connection);
            throw failure(file, e);
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    /** Opens a second connection that only reads. */
    static Connection openReader(Path file) {
        Connection connection = connect(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
            return connection;
        } catch (SQLException e) {
            close(connection);
            throw failure(file, e);
        }
    }

    /** Opens a file that is there for looking alone: not even an older version is brought up to date. */
    static Connection openView(Path file) {
        Connection connection = connect(file);
        try (Statement statement = connection.createStatement()) {
            int application = pragma(statement, "application_id");
            if (application != APPLICATION_ID) {
                throw new ScholiumException(ExitCode.FAILED, file + ": is a SQLite file, but no Scholium journal");
            }
            checkVersion(file, version(statement));
            statement.execute("PRAGMA query_only = ON");
            return connection;
        } catch (SQLException e) {
            close(connection);
            throw failure(file, e);
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    static int version(Statement statement) throws SQLException {
        return pragma(statement, "user_version");
    }

    private static void checkVersion(Path file, int version) {
        if (version > VERSION) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    file + ": has journal version " + version + ", but this Scholium reads up to " + VERSION
                            + "; use a newer Scholium");
        }
    }

    private static Connection connect(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setGetGeneratedKeys(false); // nobody asks for them, and each costs a query
        try {
            return DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), config.toProperties());
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /**
     * Prepares the file, trying again for as long as another process does the same: SQLite does not wait by itself
     * where a reader becomes a writer, which is what the change to a write-ahead log is.
     */
    private static void prepareOrWait(Connection connection, Path file) throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                prepare(connection, file);
                return;
            } catch (SQLException e) {
                if (!busy(e) || System.nanoTime() - start > BUSY_TIMEOUT_MILLIS * 1_000_000L) {
                    throw e;
                }
                rollBack(connection);
                LockSupport.parkNanos(BUSY_RETRY_NANOS);
            }
        }
    }

    private static boolean busy(SQLException e) {
        return e instanceof SQLiteException sqlite
                && sqlite.getResultCode().name().startsWith("SQLITE_BUSY");
    }

    /** Takes back what a transaction has changed, where one is under way. */
    static void rollBack(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException ignored) {
            // none was under way, or the failure before it is the one that counts
        }
    }

    private static void prepare(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN"); // one view of all three, while another process may be making the tables
            int application = pragma(statement, "application_id");
            int version = pragma(statement, "user_version");
            boolean fresh = application == 0 && version == 0 && tables(statement) == 0;
            statement.execute("COMMIT");
            if (!fresh && application != APPLICATION_ID) {
                throw new ScholiumException(ExitCode.FAILED, file + ": is a SQLite file, but no Scholium journal");
            }
            checkVersion(file, version);
            statement.execute("PRAGMA journal_mode = WAL");
            // FULL syncs the log at every commit, so that a paid reply survives a loss of power too;
            // group commit makes that one sync for all replies that came meanwhile
            statement.execute("PRAGMA synchronous = FULL");
            // hashes come in random order: their index is kept in memory, and the log is emptied every 16 MB
            statement.execute("PRAGMA cache_size = -" + CACHE_KILOBYTES);
            statement.execute("PRAGMA wal_autocheckpoint = 4000");
            statement.execute("BEGIN IMMEDIATE");
            // once more inside the transaction: two processes may have found a fresh or an old file
            if (fresh && tables(statement) == 0) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
                statement.execute("PRAGMA application_id = " + APPLICATION_ID);
                statement.execute("PRAGMA user_version = 1");
            }
            JournalMigrations.migrate(statement, pragma(statement, "user_version"));
            statement.execute("COMMIT");
        }
    }

    private static void limit(Connection connection, long maxPages) throws SQLException {
        if (maxPages > 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA max_page_count = " + maxPages);
            }
        }
    }

    private static int pragma(Statement statement, String name) throws SQLException {
        try (ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    private static int tables(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // what was committed is in the file; the rest was never promised
        }
    }

    /** {@return one line for what SQLite complains about} */
    static ScholiumException failure(Path file, SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
        String name = code.name();
        String problem;
        if (name.startsWith("SQLITE_FULL")) {
            problem = "cannot be written: the disk is full; free some space and run the same command again";
        } else if (name.startsWith("SQLITE_READONLY")) {
            problem = "cannot be written: the file or its folder is read-only";
        } else if (name.startsWith("SQLITE_CANTOPEN")) {
            problem = "cannot be opened; may this user write to its folder?";
        } else if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
            problem = "is held by another process for more than " + BUSY_TIMEOUT_MILLIS / 1000 + " s";
        } else if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
            problem = "is damaged, or no journal (" + name + "); move it away, or restore a copy";
        } else {
            problem = "cannot be used: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(name);
        }
        return new ScholiumException(ExitCode.FAILED, file + ": the journal " + problem, e);
    }
}
