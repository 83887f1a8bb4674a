package dev.scholium.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A SHA-256 (FIPS 180-4) of bytes, texts and files. Not safe for several threads. */
public final class Sha256 {

    private static final int CHUNK = 1 << 16;

    private final MessageDigest digest;

    /** A hash of nothing yet. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The hash of a text.
     *
     * @param text taken as UTF-8
     * @return 64 hexadecimal digits
     */
    public static String of(String text) {
        return new Sha256().add(text).hex();
    }

    /**
     * The hash of a file, as other tools print it.
     *
     * @param file any file; it is never held in memory as a whole
     * @return 64 hexadecimal digits
     * @throws IOException if it cannot be read
     */
    public static String of(Path file) throws IOException {
        Sha256 hash = new Sha256();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                hash.digest.update(chunk, 0, read);
            }
        }
        return hash.hex();
    }

    /**
     * One hash for several files, such as a student's weights in parts.
     *
     * @param hashOfFile hash of each file by its name, at least one
     * @return of a single file its own; of several, that of what {@code sha256sum} prints of them in order of their
     *     names
     */
    public static String ofFiles(Map<String, String> hashOfFile) {
        return hashOfFile.size() == 1
                ? hashOfFile.values().iterator().next()
                : of(new TreeMap<>(hashOfFile)
                        .entrySet().stream()
                                .map(file -> file.getValue() + "  " + file.getKey() + "\n")
                                .collect(Collectors.joining()));
    }

    /**
     * Adds bytes as they are.
     *
     * @param bytes any
     * @return this
     */
    public Sha256 add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /**
     * Adds a text as it is; nothing keeps it apart from the next.
     *
     * @param text taken as UTF-8
     * @return this
     */
    public Sha256 add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds one byte.
     *
     * @param value its lowest eight bits
     * @return this
     */
    public Sha256 addByte(int value) {
        digest.update((byte) value);
        return this;
    }

    /**
     * Adds a number.
     *
     * @param number as eight bytes, the highest first
     * @return this
     */
    public Sha256 addLong(long number) {
        return add(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /**
     * Adds bytes behind their length, which keeps them apart from the next.
     *
     * @param bytes any
     * @return this
     */
    public Sha256 addSized(byte[] bytes) {
        return addLong(bytes.length).add(bytes);
    }

    /**
     * Adds a text behind its length in bytes, which keeps it apart from the next.
     *
     * @param text taken as UTF-8
     * @return this
     */
    public Sha256 addSized(String text) {
        return addSized(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the 32 bytes of the hash; what is added afterwards begins a new one} */
    public byte[] bytes() {
        return digest.digest();
    }

    /** {@return the hash in 64 hexadecimal digits; what is added afterwards begins a new one} */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }
}
