package dev.scholium.augment.words;

import dev.scholium.file.Sha256;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * A seed of one row's own, so that what is drawn for it does not depend on the rows before it.
 *
 * @param value a number that looks random
 */
public record RowSeed(long value) {

    /**
     * The seed of a row.
     *
     * @param seed of the whole
     * @param parts what tells draws apart: the row's uid, a purpose, a number
     * @return the first eight bytes of SHA-256 over all of them
     */
    public static RowSeed of(long seed, Object... parts) {
        Sha256 hash = new Sha256().addLong(seed);
        for (Object part : parts) {
            hash.add(part.toString()).addByte(0);
        }
        return new RowSeed(ByteBuffer.wrap(hash.bytes()).getLong());
    }

    /** {@return a generator that begins with it} */
    public SplittableRandom random() {
        return new SplittableRandom(value);
    }
}
