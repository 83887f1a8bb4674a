package dev.scholium.rate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One screen of a rater.
 *
 * @param place in the rater's order, from 0
 * @param card what is shown
 * @param kind what it is for
 * @param swapped of two rationales: whether the second stands first
 */
public record Turn(int place, Card card, Kind kind, boolean swapped) {

    /** What a turn is for. */
    public enum Kind {
        /** To learn; its answers do not count. */
        PRACTICE,
        /** The rating that counts. */
        FIRST,
        /** The same card once more, to see how far raters agree with themselves. */
        AGAIN;

        /** {@return the word in files} */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An answer as it is kept: of two rationales 1 is the study's first source, whatever stood first on the screen. The
     * same call turns it back.
     *
     * @param shown as the rater gave it
     * @return as it is kept
     */
    public int turned(int shown) {
        return swapped && (shown == 1 || shown == 2) ? 3 - shown : shown;
    }
}
