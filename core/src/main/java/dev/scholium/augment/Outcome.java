package dev.scholium.augment;

import dev.scholium.augment.check.Finding;
import dev.scholium.teacher.Question;
import java.util.List;

/** What became of one row. */
sealed interface Outcome {

    /** It got a rationale, perhaps one with faults that do not reject it. */
    record Accepted(Rationale rationale, List<Finding> findings) implements Outcome {}

    /**
     * It got none: why (in words that rows share), what is particular to it, what was said, by whom, and all that the
     * checks found.
     */
    record Rejected(String reason, String detail, String reply, Origin origin, List<Finding> findings)
            implements Outcome {

        /** One that no check looked at. */
        Rejected(String reason, String detail, String reply, Origin origin) {
            this(reason, detail, reply, origin, List.of());
        }
    }

    /** Not known yet: a further question must be answered first. */
    record Pending(Question question) implements Outcome {}
}
