package dev.scholium.teacher;

import dev.scholium.file.Sha256;
import dev.scholium.prompt.Demonstration;
import dev.scholium.prompt.Prompt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

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
     * @param question what is asked
     * @return SHA-256 over all of them, each preceded by its length in bytes
     */
    public static RequestHash of(TeacherIdentity teacher, Question question) {
        Prompt prompt = question.prompt();
        List<String> parts = new ArrayList<>(List.of(
                teacher.provider(),
                teacher.model(),
                teacher.settings(),
                prompt.system(),
                prompt.user(),
                Integer.toString(question.sample())));
        for (Demonstration demonstration : prompt.demonstrations()) {
            parts.add(demonstration.user());
            parts.add(demonstration.reply());
        }
        prompt.replySchema().ifPresent(schema -> {
            parts.add("schema"); // an odd number of further parts: never mistaken for demonstrations
            parts.add(schema.name());
            parts.add(schema.json());
        });
        Sha256 hash = new Sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            hash.add(bytes.length + ":").add(bytes);
        }
        return new RequestHash(hash.hex());
    }

    /** The hash of these 32 bytes. */
    static RequestHash of(byte[] bytes) {
        return new RequestHash(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
