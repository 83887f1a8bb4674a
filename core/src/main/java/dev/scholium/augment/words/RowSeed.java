package dev.scholium.augment.words;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
            for (Object part : parts) {
                digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return new RowSeed(ByteBuffer.wrap(digest.digest()).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@return a generator that begins with it} */
    public SplittableRandom random() {
        return new SplittableRandom(value);
    }
}
