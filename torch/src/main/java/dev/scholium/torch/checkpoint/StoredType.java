package dev.scholium.torch.checkpoint;

import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A safetensors type that can be read; the names are the format's.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the safetensors format</a>
 */
enum StoredType {
    /** 64 bits of floating point. */
    F64(8, ScalarType.Double),
    /** 32 bits of floating point. */
    F32(4, ScalarType.Float),
    /** 16 bits of floating point, IEEE half. */
    F16(2, ScalarType.Half),
    /** 16 bits of floating point with float32's range. */
    BF16(2, ScalarType.BFloat16),
    /** 64-bit integers. */
    I64(8, ScalarType.Long);

    private final int bytes;
    private final ScalarType scalarType;

    StoredType(int bytes, ScalarType scalarType) {
        this.bytes = bytes;
        this.scalarType = scalarType;
    }

    /** {@return bytes a number} */
    int bytes() {
        return bytes;
    }

    /** {@return libtorch's type with the same bytes} */
    ScalarType scalarType() {
        return scalarType;
    }
}
