package dev.scholium.torch.t5;

import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * What each layer of a decoder looks at, in one tensor: large enough for the C library to map it by itself, so that
 * only what is written takes memory, and all of it goes back when it is freed.
 *
 * @param all each layer's keys, then its values: {@code (2 * layers, B, H, L, K)}
 */
record KeysAndValues(Tensor all) {

    /**
     * Those that are yet to be written.
     *
     * @param like of the type that numbers shall have
     * @param config of the decoder
     * @param rows {@code B}
     * @param length {@code L}
     * @return numbers by chance, owned by the caller's scope
     */
    static KeysAndValues empty(Tensor like, T5Config config, long rows, long length) {
        return new KeysAndValues(
                Tensors.empty(like, 2L * config.numDecoderLayers(), rows, config.numHeads(), length, config.dKv()));
    }

    /** A layer's keys, {@code (B, H, L, K)}, owned by the caller's scope. */
    Tensor keys(int layer) {
        return all.select(0, 2L * layer);
    }

    /** A layer's values, {@code (B, H, L, K)}, owned by the caller's scope. */
    Tensor values(int layer) {
        return all.select(0, 2L * layer + 1);
    }

    /** The same of some of the rows, owned by the caller's scope. */
    KeysAndValues rows(Tensor rows) {
        return new KeysAndValues(all.index_select(1, rows));
    }

    /** The same, to be closed by the caller. */
    KeysAndValues owned() {
        return new KeysAndValues(TensorScope.own(all));
    }

    void close() {
        all.close();
    }
}
