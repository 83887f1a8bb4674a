package dev.scholium.augment.rows;

import dev.scholium.augment.Ahead;
import dev.scholium.data.Example;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.Usd;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes single new rows. */
sealed interface RowMaker permits TaughtRows, EditedRows {

    /** {@return what is asked for a new row whatever comes of it; empty if nobody is asked} */
    Optional<Question> firstQuestion(Example parent, int number);

    /**
     * Who makes the rows of a job.
     *
     * @param job which
     * @return a maker for one use of it
     */
    static RowMaker of(RowJob job) {
        return job.source() instanceof RowSource.Taught taught
                ? new TaughtRows(taught, job)
                : new EditedRows((RowSource.Edited) job.source(), job.field());
    }

    /** {@return what is still to be asked before it is known what became of the wish; empty if it is known} */
    Optional<Ahead> ahead(Example parent, int number);

    /** {@return what must be asked next before it is known what became of the wish; empty if it is known} */
    Optional<Question> openQuestion(Example parent, int number);

    /**
     * What became of the wish for a new row; what it cost counts from then on.
     *
     * @param parent the row that it is made of
     * @param number which new row of that one, from 1
     * @return a row or why there is none; pending if a question is still open
     */
    RowOutcome of(Example parent, int number);

    /** {@return tokens of all requests behind the rows so far} */
    TokenUsage usage();

    /** {@return what they cost; null if a price is unknown} */
    @Nullable
    Usd cost();
}
