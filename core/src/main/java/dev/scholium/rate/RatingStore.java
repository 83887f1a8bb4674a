package dev.scholium.rate;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import dev.scholium.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * The answers of a study, in SQLite: each is on the disk when the call returns. The study's plan, who rates which card
 * in which order, is in the file too: it alone is enough to go on and to recompute everything, whatever becomes of the
 * files that the cards were drawn from. Safe for any number of threads.
 */
public final class RatingStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RatingStore.class);
    private static final String END = ".ratings.sqlite";

    /** How an answer says that it cannot be given. */
    static final int CANNOT_JUDGE = 0;

    private static final List<String> TABLES =
            List.of("CREATE TABLE IF NOT EXISTS study (plan TEXT NOT NULL)", """
            CREATE TABLE IF NOT EXISTS answer (
              rater TEXT NOT NULL, place INTEGER NOT NULL, question TEXT NOT NULL, value INTEGER NOT NULL,
              answered_at TEXT NOT NULL, PRIMARY KEY (rater, place, question))
            """, """
            CREATE TABLE IF NOT EXISTS turn (
              rater TEXT NOT NULL, place INTEGER NOT NULL, seconds REAL NOT NULL, comment TEXT NOT NULL,
              done_at TEXT, PRIMARY KEY (rater, place))
            """, """
            CREATE TABLE IF NOT EXISTS change (
              rater TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (rater, id)) WITHOUT ROWID
            """, """
            CREATE TABLE IF NOT EXISTS settled (
              card TEXT NOT NULL, question TEXT NOT NULL, value INTEGER NOT NULL, settled_at TEXT NOT NULL,
              PRIMARY KEY (card, question))
            """);

    private static final String ANSWERS = "SELECT rater, place, question, value FROM answer";
    private static final String TURNS = "SELECT rater, place, seconds, comment, done_at FROM turn";

    /** One of those that end a transaction. */
    private interface SqlStep {
        void run() throws SQLException;
    }

    private final Path file;
    private final Connection connection;
    private final Clock clock;
    private final Plan plan;

    private RatingStore(Path file, Connection connection, Clock clock, Plan plan) {
        this.file = file;
        this.connection = connection;
        this.clock = clock;
        this.plan = plan;
    }

    /**
     * Where a study's answers are.
     *
     * @param study the study's file
     * @return the file beside it: {@code rating.yaml} has {@code rating.ratings.sqlite}
     */
    public static Path fileOf(Path study) {
        String name = String.valueOf(study.getFileName()).replaceFirst("\\.ya?ml$", "");
        return study.resolveSibling(name + END);
    }

    /**
     * Opens the answers of a study, or begins them.
     *
     * @param file see {@link #fileOf}
     * @param study as it stands now
     * @param cards draws the cards of a study that begins; not asked afterwards
     * @param clock says when
     * @return the store, to be closed by the caller
     * @throws ScholiumException if it cannot be opened, was begun with another study, or the cards cannot be drawn
     */
    public static RatingStore open(Path file, Study study, Supplier<List<Card>> cards, Clock clock) {
        try {
            Optional<RatingStore> begun = begun(file, clock);
            if (begun.isEmpty()) {
                Plan drawn = Plan.of(study, cards.get());
                PrivateFiles.createFile(file); // SQLite gives its log the same permissions
                Connection connection = connect(file);
                keep(connection, drawn);
                return new RatingStore(file, connection, clock, drawn);
            }
            if (!begun.get().plan().study().equals(study)) {
                begun.get().close();
                throw new ScholiumException(
                        ExitCode.USAGE,
                        file + ": was begun with another study; put the study back as it was, or give it another name"
                                + " and begin anew");
            }
            return begun.get();
        } catch (SQLException | IOException e) {
            throw failure(file, e);
        }
    }

    /**
     * Opens answers that are there, by what the file says of its study.
     *
     * @param file see {@link #fileOf}
     * @param clock says when
     * @return the store, to be closed by the caller
     * @throws ScholiumException if there are none
     */
    public static RatingStore open(Path file, Clock clock) {
        if (!Files.exists(file)) {
            throw new ScholiumException(
                    ExitCode.USAGE, file + ": there are no ratings yet; begin with scholium rate STUDY");
        }
        try {
            return begun(file, clock)
                    .orElseThrow(() ->
                            new ScholiumException(ExitCode.USAGE, file + ": holds no study; is it of another tool?"));
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
        }
        return connection;
    }

    /** A study that was begun, if there is one. */
    private static Optional<RatingStore> begun(Path file, Clock clock) throws SQLException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Connection connection = connect(file);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT plan FROM study")) {
            if (row.next()) {
                Plan plan = Json.read(row.getString(1), Plan.class);
                return Optional.of(new RatingStore(file, connection, clock, plan));
            }
        }
        connection.close();
        return Optional.empty();
    }

    private static void keep(Connection connection, Plan plan) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO study VALUES (?)")) {
            insert.setString(1, Json.line(plan));
            insert.execute();
        }
    }

    /** {@return the study's plan} */
    public Plan plan() {
        return plan;
    }

    /**
     * Makes a change once and as a whole, however often a browser sends it: a reply can be lost, and two tabs may have
     * it to send.
     *
     * @param rater who
     * @param id of the change, unlike the rater's others
     * @param change calls the methods below; when it throws, nothing of it is kept
     */
    public synchronized void once(String rater, String id, Runnable change) {
        try {
            connection.setAutoCommit(false);
            if (run("INSERT OR IGNORE INTO change VALUES (?, ?)", rater, id) > 0) {
                change.run();
            }
            connection.commit();
        } catch (SQLException e) {
            throw failure(file, e);
        } finally {
            endTransaction();
        }
    }

    /**
     * Takes back what was not committed, and the next change begins anew. Where the disk is full SQLite has taken it
     * back by itself, and both steps say that there is nothing to end.
     */
    private void endTransaction() {
        for (SqlStep step : List.<SqlStep>of(connection::rollback, () -> connection.setAutoCommit(true))) {
            try {
                step.run();
            } catch (SQLException e) {
                LOG.debug("{}: {}", file, e.getMessage());
            }
        }
    }

    /**
     * Keeps an answer, in place of an earlier one. Without an answer that it had, a turn is no longer done.
     *
     * @param rater who
     * @param place of the turn
     * @param question its name
     * @param value as {@link Turn#turned} gives it; 0 for "cannot judge"; empty takes the answer back
     */
    public void answer(String rater, int place, String question, OptionalInt value) {
        if (value.isEmpty()) {
            run("DELETE FROM answer WHERE rater = ? AND place = ? AND question = ?", rater, place, question);
            run("UPDATE turn SET done_at = NULL WHERE rater = ? AND place = ?", rater, place);
        } else {
            run(
                    "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)",
                    rater,
                    place,
                    question,
                    value.getAsInt(),
                    now());
        }
    }

    /**
     * Adds time spent on a turn.
     *
     * @param rater who
     * @param place of the turn
     * @param seconds since the last call, while the page was in sight
     */
    public void spend(String rater, int place, double seconds) {
        run(
                "INSERT INTO turn VALUES (?, ?, ?, '', NULL) ON CONFLICT DO UPDATE SET seconds = seconds +"
                        + " excluded.seconds",
                rater,
                place,
                seconds);
    }

    /**
     * Keeps a comment, in place of an earlier one.
     *
     * @param rater who
     * @param place of the turn
     * @param comment any text
     */
    public void comment(String rater, int place, String comment) {
        run(
                "INSERT INTO turn VALUES (?, ?, 0, ?, NULL) ON CONFLICT DO UPDATE SET comment = excluded.comment",
                rater,
                place,
                comment);
    }

    /**
     * Marks a turn as done.
     *
     * @param rater who
     * @param place of the turn
     */
    public void done(String rater, int place) {
        run(
                "INSERT INTO turn VALUES (?, ?, 0, '', ?) ON CONFLICT DO UPDATE SET done_at = COALESCE(done_at,"
                        + " excluded.done_at)",
                rater,
                place,
                now());
    }

    /**
     * Settles a question on which raters disagreed.
     *
     * @param card its id
     * @param question its name
     * @param value what holds
     */
    public void settle(String card, String question, int value) {
        run("INSERT OR REPLACE INTO settled VALUES (?, ?, ?, ?)", card, question, value, now());
    }

    private String now() {
        return clock.instant().toString();
    }

    /** The number of rows that were changed. */
    private synchronized int run(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /**
     * What one rater answered until now, without a look at the others' answers.
     *
     * @param rater a name of the study
     * @return by place
     */
    public synchronized Map<Integer, RatedTurn> of(String rater) {
        Ratings.Builder ratings = new Ratings.Builder(plan);
        try (PreparedStatement answers = connection.prepareStatement(ANSWERS + " WHERE rater = ?");
                PreparedStatement turns = connection.prepareStatement(TURNS + " WHERE rater = ?")) {
            answers.setString(1, rater);
            turns.setString(1, rater);
            addAnswers(answers.executeQuery(), ratings);
            addTurns(turns.executeQuery(), ratings);
        } catch (SQLException e) {
            throw failure(file, e);
        }
        return ratings.build().of(rater);
    }

    /** {@return all that was answered until now} */
    public synchronized Ratings ratings() {
        Ratings.Builder ratings = new Ratings.Builder(plan);
        try (Statement statement = connection.createStatement()) {
            addAnswers(statement.executeQuery(ANSWERS), ratings);
            addTurns(statement.executeQuery(TURNS), ratings);
            try (ResultSet row = statement.executeQuery("SELECT card, question, value FROM settled")) {
                while (row.next()) {
                    ratings.settled(row.getString(1), Map.of(row.getString(2), row.getInt(3)));
                }
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
        return ratings.build();
    }

    private static void addAnswers(ResultSet found, Ratings.Builder ratings) throws SQLException {
        try (ResultSet row = found) {
            while (row.next()) {
                ratings.answer(row.getString(1), row.getInt(2), row.getString(3), row.getInt(4));
            }
        }
    }

    private static void addTurns(ResultSet found, Ratings.Builder ratings) throws SQLException {
        try (ResultSet row = found) {
            while (row.next()) {
                ratings.turn(
                        row.getString(1),
                        row.getInt(2),
                        row.getDouble(3),
                        row.getString(4),
                        Optional.ofNullable(row.getString(5)));
            }
        }
    }

    private static ScholiumException failure(Path file, Exception cause) {
        return new ScholiumException(ExitCode.FAILED, file + ": ratings cannot be kept: " + cause.getMessage(), cause);
    }

    /** Closes the file; nothing is lost without it. */
    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }
}
