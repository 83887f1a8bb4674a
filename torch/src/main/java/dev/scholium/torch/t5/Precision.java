package dev.scholium.torch.t5;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** What numbers a model computes with. */
public enum Precision {
    /** The usual one. */
    FLOAT32(ScalarType.Float),
    /** For checks: rounding is then too small to hide, or to be taken for, a mistake. Several times slower. */
    FLOAT64(ScalarType.Double),
    /** The range of float32 in half the bits: three digits. For training beside weights of float32. */
    BFLOAT16(ScalarType.BFloat16),
    /** Products with weights of 8 bits, all else float32. For prediction only. */
    INT8(ScalarType.Float);

    private final ScalarType scalarType;

    Precision(ScalarType scalarType) {
        this.scalarType = scalarType;
    }

    /** {@return libtorch's type of all that is not a product's weight} */
    ScalarType scalarType() {
        return scalarType;
    }
}
