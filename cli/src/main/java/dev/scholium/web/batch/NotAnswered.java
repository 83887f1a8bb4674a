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

    /**
     * A question without an answer.
     *
     * @param reason why
     */
    NotAnswered(Reason reason) {
        super(reason.name(), null, false, false); // no stack trace: refusing must be cheap
        this.reason = reason;
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }
}
