package dev.scholium.augment;

import dev.scholium.augment.check.Finding;
import dev.scholium.teacher.Question;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one row. */
sealed interface Outcome {

    /** It got a rationale, perhaps one with faults that do not reject it. */
    record Accepted(Rationale rationale, List<Finding> findings, Verdict verdict) implements Outcome {

        /** One that no judge has looked at. */
        Accepted(Rationale rationale, List<Finding> findings) {
            this(rationale, findings, Verdict.None.NOT_WANTED);
        }

        /** The same with a verdict. */
        Accepted with(Verdict verdict) {
            return new Accepted(rationale, findings, verdict);
        }
    }

    /**
     * It got none: why (in words that rows share), what is particular to it, what was said, by whom, all that the
     * checks found, and what a judge made of it.
     */
    record Rejected(String reason, String detail, String reply, Origin origin, List<Finding> findings, Verdict verdict)
            implements Outcome {

        /** One that no check looked at. */
        Rejected(String reason, String detail, String reply, Origin origin) {
            this(reason, detail, reply, origin, List.of(), Verdict.None.NOT_WANTED);
        }
    }

    /**
     * Not known yet: a further question must be answered first.
     *
     * @param question which one
     * @param unjudged what becomes of the row if nobody answers, where the question is a judge's; null where it is not
     */
    record Pending(Question question, @Nullable Accepted unjudged) implements Outcome {

        /** One whose rationale is not there yet. */
        Pending(Question question) {
            this(question, null);
        }
    }
}
