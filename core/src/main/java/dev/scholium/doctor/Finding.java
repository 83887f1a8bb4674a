package dev.scholium.doctor;

/**
 * One thing that was looked at.
 *
 * @param level how it stands
 * @param subject what was looked at, in a word or two
 * @param found what was found; one line, never a key
 * @param advice what to do about it; empty if nothing need be done
 */
public record Finding(Level level, String subject, String found, String advice) {

    /** How something stands. */
    public enum Level {
        /** As it must be. */
        OK,
        /** It works, but not as well, or not as surely, as it might. */
        WARNING,
        /** Something will not work. */
        PROBLEM
    }

    /** As it must be. */
    static Finding ok(String subject, String found) {
        return new Finding(Level.OK, subject, found, "");
    }

    /** Not as good as it might be. */
    static Finding warning(String subject, String found, String advice) {
        return new Finding(Level.WARNING, subject, found, advice);
    }

    /** Something will not work. */
    static Finding problem(String subject, String found, String advice) {
        return new Finding(Level.PROBLEM, subject, found, advice);
    }
}
