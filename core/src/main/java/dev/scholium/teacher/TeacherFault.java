package dev.scholium.teacher;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to ask a teacher that brought no answer.
 *
 * <p>For the pool, which decides whether to ask again; users see {@link TeacherException}. Its message never holds a
 * key.
 */
public final class TeacherFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What asking again may bring. */
    public enum Kind {
        /** Too many requests: wait, all workers at once, and ask again. */
        RATE_LIMITED,
        /** The server failed (5xx), or what it sent is no answer: ask again after a while. */
        SERVER,
        /** No answer in time, or the connection broke: ask again after a while. */
        CONNECTION,
        /** Nothing listens there, or the name is unknown: ask again only if it has answered before. */
        UNREACHABLE,
        /** This one prompt was refused by the server (too long, for example): asking again brings the same. */
        PROMPT_REFUSED,
        /** Key, model, address, rights or quota: no request of this run can succeed. */
        HOPELESS
    }

    /** What asking again may bring. */
    private final Kind kind;

    /** What happened. */
    private final String reason;

    /** HTTP status, 0 if there was none. */
    private final int status;

    /** The body as it came, empty if there was none. */
    private final String raw;

    /** How long the server asked to wait. */
    private final transient @Nullable Duration retryAfter;

    /**
     * A failed attempt.
     *
     * @param kind what asking again may bring
     * @param message one line: what happened
     * @param status HTTP status, 0 if there was none
     * @param raw the body as it came, empty if there was none
     * @param retryAfter how long the server asked to wait; absent if it did not say
     */
    public TeacherFault(Kind kind, String message, int status, String raw, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.reason = message;
        this.status = status;
        this.raw = raw;
        this.retryAfter = retryAfter;
    }

    /**
     * A failed attempt without a reply.
     *
     * @param kind what asking again may bring
     * @param message one line: what happened
     */
    public TeacherFault(Kind kind, String message) {
        this(kind, message, 0, "", null);
    }

    /** {@return what asking again may bring} */
    public Kind kind() {
        return kind;
    }

    /** {@return one line: what happened; never a key} */
    public String reason() {
        return reason;
    }

    /** {@return HTTP status, 0 if there was none} */
    public int status() {
        return status;
    }

    /** {@return the body as it came, empty if there was none} */
    public String raw() {
        return raw;
    }

    /** {@return how long the server asked to wait} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
