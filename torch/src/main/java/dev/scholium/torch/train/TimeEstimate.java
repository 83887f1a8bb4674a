package dev.scholium.torch.train;

import java.util.Locale;
import java.util.Optional;

/** Tells once, after the first steps of a session, how long the others will take. */
final class TimeEstimate {

    /** Seconds of steps that are measured: enough that their different lengths level out. */
    private static final double MEASURED = 10;

    /** Seconds that are worth a line. */
    private static final double LONG = 60;

    private long steps = -1; // the first one, in which native code is loaded, does not count
    private double seconds;
    private boolean told;

    /**
     * Notes a step.
     *
     * @param stepSeconds how long it took
     * @param stepsLeft how many follow
     * @return a line for the user, at most once
     */
    Optional<String> afterStep(double stepSeconds, long stepsLeft) {
        steps++;
        if (steps > 0) {
            seconds += stepSeconds;
        }
        if (told || seconds < MEASURED) {
            return Optional.empty();
        }
        told = true;
        double left = seconds / steps * stepsLeft;
        return left < LONG
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "About %s for the %,d steps that are left, by the first %d; evaluations come on top",
                        duration(left),
                        stepsLeft,
                        steps));
    }

    private static String duration(double seconds) {
        long minutes = Math.round(seconds / 60);
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
