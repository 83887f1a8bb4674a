package dev.scholium.web;

import dev.scholium.failure.ScholiumException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what failed and where, but no message of others: it may hold texts of a request. */
final class FailureTrace {

    /** A chain that is longer says nothing more; it also ends one that bites its tail. */
    private static final int MOST_CAUSES = 8;

    private FailureTrace() {}

    /**
     * One line for the log.
     *
     * @param failure what was thrown
     * @return its class and the first line of code it passed, then the same of every cause; messages only of
     *     {@link ScholiumException}, which are written for users
     */
    static String of(Throwable failure) {
        List<String> links = new ArrayList<>();
        for (Throwable link : causes(failure)) {
            StackTraceElement[] frames = link.getStackTrace();
            links.add(link.getClass().getName()
                    + (link instanceof ScholiumException ? " (" + link.getMessage() + ")" : "")
                    + (frames.length == 0 ? "" : " at " + frames[0]));
        }
        return String.join(", caused by ", links);
    }

    /** What was thrown and what caused it, the nearest first, at most as many as are worth a look. */
    static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        @Nullable Throwable cause = failure;
        while (cause != null && causes.size() < MOST_CAUSES) {
            causes.add(cause);
            cause = cause.getCause();
        }
        return causes;
    }
}
