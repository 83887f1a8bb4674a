package dev.scholium.torch.checkpoint;

import java.util.List;

/**
 * What a safetensors header says of one tensor.
 *
 * @param name as in the file
 * @param type how its numbers are stored
 * @param shape sizes of its dimensions, none negative; empty for a single number
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last
 */
record TensorEntry(String name, StoredType type, List<Long> shape, long begin, long end) {

    /** Copies. */
    TensorEntry {
        shape = List.copyOf(shape);
    }

    /** {@return the shape as libtorch takes it} */
    long[] sizes() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
