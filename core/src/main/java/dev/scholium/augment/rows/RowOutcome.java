package dev.scholium.augment.rows;

import dev.scholium.teacher.Question;

/** What became of the wish for one new row. */
sealed interface RowOutcome {

    /** There is a text for it: which, the label it has now, and where it came from. */
    record Made(String text, String label, RowOrigin origin) implements RowOutcome {}

    /** There is none: why (in words that rows share), what is particular to it, what was said, and by whom. */
    record Rejected(String reason, String detail, String reply, String label, RowOrigin origin) implements RowOutcome {}

    /** Not known yet: a further question must be answered first. */
    record Pending(Question question) implements RowOutcome {}
}
