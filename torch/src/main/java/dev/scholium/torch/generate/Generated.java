package dev.scholium.torch.generate;

import java.util.List;

/**
 * What was generated for one row.
 *
 * @param ids token ids, without the start token and without {@code </s>}
 * @param cutOff whether it stopped at the largest number of tokens rather than at {@code </s>}
 */
public record Generated(List<Integer> ids, boolean cutOff) {

    /** Copies. */
    public Generated {
        ids = List.copyOf(ids);
    }
}
