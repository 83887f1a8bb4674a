package dev.scholium.augment;

import dev.scholium.teacher.Question;
import java.util.List;

/**
 * What is still to be asked before it is known what becomes of a row.
 *
 * @param next what is asked next
 * @param likely what follows if each answer can be used; texts that are not known yet are taken to be like those that
 *     they stand for
 * @param possible what follows at most, with repairs and asking again
 */
public record Ahead(Question next, List<Question> likely, List<PossibleRequests> possible) {

    /** Copies. */
    public Ahead {
        likely = List.copyOf(likely);
        possible = List.copyOf(possible);
    }
}
