package dev.scholium.progress;

/** Lengths of time as people read them. */
public final class TimeText {

    private TimeText() {}

    /**
     * Rounds a time to what a glance takes in.
     *
     * @param seconds at least 0
     * @return such as {@code 45 s}, {@code 12 min} or {@code 1 h 56 min}
     */
    public static String rounded(double seconds) {
        if (seconds < 90) {
            return Math.round(seconds) + " s";
        }
        long minutes = Math.round(seconds / 60);
        return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
