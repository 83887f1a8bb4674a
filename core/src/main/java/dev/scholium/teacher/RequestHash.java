package dev.scholium.teacher;

import dev.scholium.prompt.Prompt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of what was asked: the key of a request in the journal.
 *
 * @param hex 64 hexadecimal digits
 */
public record RequestHash(String hex) {

    /**
     * The hash of a request.
     *
     * @param teacher who is asked, with all settings
     * @param prompt what is asked
     * @param sample 0, or higher for the same question asked once more on purpose
     * @return SHA-256 over all of them, each preceded by its length in bytes
     */
    public static RequestHash of(TeacherIdentity teacher, Prompt prompt, int sample) {
        MessageDigest digest = sha256();
        for (String part : new String[] {
            teacher.provider(),
            teacher.model(),
            teacher.settings(),
            prompt.system(),
            prompt.user(),
            Integer.toString(sample)
        }) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return new RequestHash(HexFormat.of().formatHex(digest.digest()));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
