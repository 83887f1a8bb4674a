package dev.scholium.web.batch;

/** Why a question got no answer. */
public final class NotAnswered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What can stand in the way. */
    public enum Reason {
        /** As many questions wait as may. */
        QUEUE_FULL,
        /** The caller's deadline passed before its turn came. */
        TOO_LATE,
        /** The queue is closing and takes no more. */
        CLOSING
    }

    /** What stood in the way. */
    private final Reason reason;

    /** When there may be room. */
    private final long seconds;

    /**
     * A question without an answer.
     *
     * @param reason why
     */
    NotAnswered(Reason reason) {
        this(reason, 1);
    }

    /**
     * A question without an answer.
     *
     * @param reason why
     * @param seconds after which it may be asked again
     */
    NotAnswered(Reason reason, long seconds) {
        super(reason.name(), null, false, false); // no stack trace: refusing must be cheap
        this.reason = reason;
        this.seconds = seconds;
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }

    /** {@return after how many seconds there may be room, as the last batches went; at least 1} */
    public long seconds() {
        return seconds;
    }
}
