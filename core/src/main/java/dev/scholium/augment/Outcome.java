package dev.scholium.augment;

import dev.scholium.teacher.Question;

/** What became of one row. */
sealed interface Outcome {

    /** It got a rationale. */
    record Accepted(Rationale rationale) implements Outcome {}

    /** It got none: why (in words that rows share), what is particular to it, what was said, and by whom. */
    record Rejected(String reason, String detail, String reply, Origin origin) implements Outcome {}

    /** Not known yet: a further question must be answered first. */
    record Pending(Question question) implements Outcome {}
}
