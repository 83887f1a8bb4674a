package dev.scholium.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
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
    private final MessageDigest digest;

    RowUids() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

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
        fields.forEach((name, text) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0x1F);
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0x1E);
        });
        digest.update(label.getBytes(StandardCharsets.UTF_8));
        String hash = HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        int occurrence = rowsByHash.merge(hash, 1, Integer::sum);
        return occurrence == 1 ? hash : hash + "-" + occurrence;
    }
}
