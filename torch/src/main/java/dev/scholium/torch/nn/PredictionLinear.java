package dev.scholium.torch.nn;

/** A product with weights of its own, in the order in which its kernels read them; for prediction only. */
public sealed interface PredictionLinear extends Linear, AutoCloseable
        permits FewTokensLinear, Int8Linear, PackedLinear {

    /** Frees the weights. */
    @Override
    void close();
}
