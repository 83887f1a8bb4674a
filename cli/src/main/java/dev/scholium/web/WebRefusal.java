package dev.scholium.web;

/** A request that is not answered, and why: becomes the reply {@code {"error": "..."}} with its status. */
public final class WebRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Of HTTP. */
    private final int status;

    /**
     * A refusal.
     *
     * @param status of HTTP, {@code [400, 599]}
     * @param message one line for the caller, without secrets or texts of others
     */
    public WebRefusal(int status, String message) {
        super(message, null, false, false); // no stack trace: refusing must be cheap
        this.status = status;
    }

    /** {@return the status of HTTP} */
    public int status() {
        return status;
    }
}
