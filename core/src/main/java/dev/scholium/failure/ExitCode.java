package dev.scholium.failure;

/** What the command's exit status tells a script. */
public enum ExitCode {
    /** All was done. */
    DONE(0),
    /** Something failed: bad data, a damaged file, a full disk. */
    FAILED(1),
    /** The command or the recipe was written wrongly. */
    USAGE(2),
    /** A teacher was unreachable, refused its key, or the budget was used up. */
    TEACHER(3),
    /** Interrupted by the user; the same command goes on. */
    INTERRUPTED(130);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /** {@return the process's exit status} */
    public int status() {
        return status;
    }
}
