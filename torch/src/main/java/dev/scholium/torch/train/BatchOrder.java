package dev.scholium.torch.train;

import java.util.List;

/** Which rows share a batch, and in what order: a function of the epoch's number alone. */
interface BatchOrder {

    /** {@return how many batches an epoch has; the same for all epochs} */
    long perEpoch();

    /**
     * The batches of one epoch.
     *
     * @param epoch its number, from 0
     * @return row numbers of each batch; every row once
     */
    List<List<Integer>> ofEpoch(long epoch);
}
