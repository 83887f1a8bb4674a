package dev.scholium.augment;

import dev.scholium.data.DataSplit;
import dev.scholium.file.Sha256;

/**
 * One line of a run folder's {@code edits.jsonl}: what a person did about one rationale.
 *
 * @param time when, in UTC
 * @param who the person, as they named themselves
 * @param action what they did
 * @param source name of the source of the rationale
 * @param split the part of the data that the row is in
 * @param uid the row's uid
 * @param rationaleSha256 SHA-256 of the rationale that they saw; empty where the source had none for the row
 * @param text the rationale that takes its place, one paragraph; empty but for {@link Action#edit}
 * @param note why; may be empty
 */
public record RationaleEdit(
        String time,
        String who,
        Action action,
        String source,
        DataSplit split,
        String uid,
        String rationaleSha256,
        String text,
        String note) {

    /** Longest text of a rationale, in characters. */
    public static final int LONGEST_TEXT = 20_000;

    /** Longest note, and longest name of a person, in characters. */
    public static final int LONGEST_NOTE = 1_000;

    /** What a person can do about a rationale. */
    public enum Action {
        /** Puts another text in its place, or gives a row one that had none. */
        edit,
        /** Takes it away: no student is to learn it. */
        veto,
        /** Takes back what a person did before. */
        restore
    }

    /**
     * Brings the texts into one paragraph and checks their lengths.
     *
     * @throws IllegalArgumentException if nobody is named, an edit has no text, another action has one, or a text is
     *     too long
     */
    public RationaleEdit {
        who = paragraph(who);
        text = paragraph(text);
        note = paragraph(note);
        if (who.isEmpty()) {
            throw new IllegalArgumentException("an edit must say who made it");
        }
        if (text.isEmpty() == (action == Action.edit)) {
            throw new IllegalArgumentException(
                    action == Action.edit
                            ? "an edit must have a text; veto the rationale instead"
                            : "no text belongs to a " + action);
        }
        atMost("a rationale", text, LONGEST_TEXT);
        atMost("a note", note, LONGEST_NOTE);
        atMost("a name", who, LONGEST_NOTE);
    }

    /**
     * How an edit names the rationale that it is about.
     *
     * @param rationale its text; empty where there is none
     * @return its SHA-256 in hexadecimal digits; empty for none
     */
    public static String hash(String rationale) {
        return rationale.isEmpty() ? "" : Sha256.of(rationale);
    }

    private static String paragraph(String text) {
        return text.replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ").strip();
    }

    private static void atMost(String what, String text, int longest) {
        if (text.length() > longest) {
            throw new IllegalArgumentException(
                    what + " must have at most " + longest + " characters, but has " + text.length());
        }
    }
}
