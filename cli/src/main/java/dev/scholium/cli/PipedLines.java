package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.io.PrintWriter;
import java.util.function.Consumer;

/**
 * Lines to standard output for as long as somebody reads them: a command behind a closed pipe ends instead of working
 * on for nobody.
 */
final class PipedLines implements Consumer<String> {

    /** Lines between two looks at the pipe, each of which empties the buffer. */
    private static final int LOOK_EVERY = 256;

    private final PrintWriter out;
    private long lines;

    PipedLines(PrintWriter out) {
        this.out = out;
    }

    /**
     * Writes a line.
     *
     * @throws ScholiumException if the pipe was closed
     */
    @Override
    public void accept(String line) {
        out.print(line);
        out.print('\n');
        if (++lines % LOOK_EVERY == 0) {
            flush();
        }
    }

    /**
     * Hands everything on.
     *
     * @throws ScholiumException if the pipe was closed
     */
    void flush() {
        if (out.checkError()) {
            throw new ScholiumException(
                    ExitCode.FAILED, "standard output was closed by its reader before line " + (lines + 1));
        }
    }
}
