package dev.scholium.torch.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a row has written so far. */
final class WrittenRow {

    private final int row;
    private final List<Integer> ids = new ArrayList<>();
    private boolean ended;
    private boolean stopped;

    WrittenRow(int row) {
        this.row = row;
    }

    /** {@return its place among the encoded sources} */
    int row() {
        return row;
    }

    List<Integer> ids() {
        return Collections.unmodifiableList(ids);
    }

    boolean hasEnded() {
        return ended || stopped;
    }

    /** Writes a token, unless the row has ended; cuts it off if it shall not go on. */
    void write(int id, int endId, WritingListener listener) {
        if (hasEnded()) {
            return;
        }
        ended = id == endId;
        if (!ended) {
            ids.add(id);
            stopped = !listener.hasWritten(row, ids());
        }
    }

    Generated generated() {
        return new Generated(ids, !ended);
    }
}
