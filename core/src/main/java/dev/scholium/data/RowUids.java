package dev.scholium.data;

import dev.scholium.file.Sha256;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the uids of one file unique, and makes them for rows that have none.
 *
 * <p>A made uid is the first 16 hexadecimal digits of the SHA-256 of the row's fields and label; equal rows after the
 * first get {@code -2}, {@code -3} and so on. It depends on the file's content alone.
 */
final class RowUids {

    private static final int DIGITS = 16;

    private final Map<String, Long> lineByUid = new HashMap<>();
    private final Map<String, Integer> rowsByHash = new HashMap<>();
    private final Sha256 sha256 = new Sha256();

    /**
     * Takes a uid for a row.
     *
     * @param uid of the row
     * @param line of the row
     * @return the line of the row that has it already, 0 if none has
     */
    long take(String uid, long line) {
        Long earlier = lineByUid.putIfAbsent(uid, line);
        return earlier == null ? 0 : earlier;
    }

    /**
     * Makes a uid.
     *
     * @param fields the row's texts by name
     * @param label name of its label
     * @return the same for the same rows before it and this one
     */
    String make(Map<String, String> fields, String label) {
        // units and records are parted by ASCII's separators, so that no two rows give the same bytes by accident
        fields.forEach((name, text) -> sha256.add(name).addByte(0x1F).add(text).addByte(0x1E));
        String hash = sha256.add(label).hex().substring(0, DIGITS);
        int occurrence = rowsByHash.merge(hash, 1, Integer::sum);
        return occurrence == 1 ? hash : hash + "-" + occurrence;
    }
}
