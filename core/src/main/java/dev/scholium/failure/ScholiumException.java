package dev.scholium.failure;

/**
 * A failure that a user can do something about: its message is one line that says where, what was wanted, what was
 * found and, if that is not obvious, what to do.
 *
 * <p>The command line prints the message alone and ends with the exit code. Anything else that is thrown is a defect
 * and is printed with its stack trace.
 */
public class ScholiumException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** How the command ends. */
    private final ExitCode exitCode;

    /**
     * A failure without a cause worth showing.
     *
     * @param exitCode how the command ends
     * @param message one line, without a full stop at its end
     */
    public ScholiumException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /**
     * A failure with its cause, which {@code --stacktrace} shows.
     *
     * @param exitCode how the command ends
     * @param message one line, without a full stop at its end
     * @param cause what was thrown underneath
     */
    public ScholiumException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** {@return how the command ends} */
    public final ExitCode exitCode() {
        return exitCode;
    }
}
