package dev.scholium.teacher;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;

/**
 * Tells most requests that a journal does not hold from those that it may hold, without looking into the file.
 *
 * <p>One bit for each start of a hash, in 2 MB: that a request is new is certain as far as this journal was told of it;
 * one of a hundred new ones is not recognised where 160,000 are held. Safe for threads.
 */
final class HashSketch {

    private static final int BITS = 24;

    private final BitSet seen = new BitSet(1 << BITS);

    /** A sketch of all requests in a file. */
    static HashSketch of(Connection connection) throws SQLException {
        HashSketch sketch = new HashSketch();
        try (PreparedStatement select = connection.prepareStatement("SELECT hash FROM request");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                byte[] hash = row.getBytes(1);
                sketch.isNew((hash[0] & 0xFF) << 16 | (hash[1] & 0xFF) << 8 | (hash[2] & 0xFF));
            }
        }
        return sketch;
    }

    /** Whether nobody asked for this request before, here or in the file; asking makes it known. */
    boolean isNew(RequestHash hash) {
        return isNew(Integer.parseInt(hash.hex(), 0, BITS / 4, 16));
    }

    private synchronized boolean isNew(int start) {
        boolean known = seen.get(start);
        seen.set(start);
        return !known;
    }
}
