package dev.scholium.augment;

import dev.scholium.progress.Progress;
import dev.scholium.teacher.AskSummary;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.Question;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Asks rows' first questions, then those that follow from the answers, until nothing is left to ask.
 *
 * <p>What follows is decided by the journal alone, so asking that was interrupted goes on without a state of its own.
 *
 * @param asker asks
 * @param about what the questions are about, for the progress: {@code reasoning, train}
 */
public record Rounds(Asker asker, String about) {

    /**
     * Asks.
     *
     * @param first every row's first question; never held together
     * @param size how many there are; 0 if unknown
     * @param next questions that the journal leaves open now; looked up anew for every round, and while it goes on
     * @param progress advances by one a question
     * @return what it took
     * @throws dev.scholium.failure.ScholiumException if the teacher cannot be asked any further, or if interrupted
     */
    public AskSummary ask(Stream<Question> first, long size, Supplier<Stream<Question>> next, Progress progress) {
        String what = asker.identity().model() + " (" + about + ")";
        progress.begin("asking " + what, size, "rows");
        AskSummary asking = asker.ask(first.iterator(), progress);
        progress.end();
        while (true) {
            long open = next.get().count(); // never held together either
            if (open == 0) {
                return asking;
            }
            progress.begin("asking further " + what, open, "rows");
            asking = asking.plus(asker.ask(next.get().iterator(), progress));
            progress.end();
        }
    }
}
