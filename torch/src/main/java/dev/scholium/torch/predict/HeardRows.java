package dev.scholium.torch.predict;

import dev.scholium.student.RowListener;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.torch.generate.WritingListener;
import java.util.List;

/**
 * Rows of a window as a listener hears of them.
 *
 * @param listener knows rows by their numbers among all sources
 * @param before how many sources came before the window
 */
record HeardRows(RowListener listener, int before) {

    /** Reads the tokens of a row of the window. */
    interface Reader {
        String read(int row, List<Integer> ids);
    }

    /**
     * Tells labels.
     *
     * @param rows numbers in the window
     * @param answers one a row
     */
    void labelled(List<Integer> rows, List<StudentAnswer> answers) {
        for (int i = 0; i < answers.size(); i++) {
            StudentAnswer answer = answers.get(i);
            listener.labelled(before + rows.get(i), answer.labelProbabilities(), answer.scoredLabel());
        }
    }

    /**
     * Hears for the listener what a batch writes.
     *
     * @param rows numbers in the window of the batch's rows
     * @param reader makes outputs of tokens
     * @return ends rows that nobody waits for
     */
    WritingListener writing(List<Integer> rows, Reader reader) {
        return (place, ids) -> {
            int row = rows.get(place);
            boolean awaited = listener.isAwaited(before + row);
            if (awaited) {
                listener.written(before + row, () -> reader.read(row, ids));
            }
            return awaited;
        };
    }
}
