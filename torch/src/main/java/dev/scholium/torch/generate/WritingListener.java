package dev.scholium.torch.generate;

import java.util.List;

/** Hears what rows write, token by token. */
public interface WritingListener {

    /** Hears nothing, and lets every row go on. */
    WritingListener NONE = (row, ids) -> true;

    /**
     * Is told what a row has written, after every token but {@code </s>}.
     *
     * @param row its place among the encoded sources
     * @param ids of all its tokens so far
     * @return whether it shall go on; otherwise it is cut off here
     */
    boolean hasWritten(int row, List<Integer> ids);
}
