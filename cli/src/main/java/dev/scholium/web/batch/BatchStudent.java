package dev.scholium.web.batch;

import dev.scholium.student.RowListener;
import dev.scholium.student.Student.StudentAnswer;
import java.util.List;

/** Answers a batch; asked by one thread. */
@FunctionalInterface
public interface BatchStudent {

    /**
     * Answers.
     *
     * @param questions of one number of new tokens
     * @param listener hears of them by their places in the list, and says which are not waited for any more
     * @return one answer each, in order
     */
    List<StudentAnswer> answer(List<Question> questions, RowListener listener);
}
