package dev.scholium.data;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes text of bytes without ever putting a replacement character in. */
final class StrictUtf8 {

    private StrictUtf8() {}

    /**
     * Decodes.
     *
     * @param bytes holds the text
     * @param start where it begins
     * @param length in bytes
     * @return the text, null if the bytes are not UTF-8
     */
    static @Nullable String decode(byte[] bytes, int start, int length) {
        try {
            // a new decoder reports what is malformed; String's own constructor would replace it
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /**
     * Whether a text can be written as UTF-8.
     *
     * @param text any text
     * @return false if it holds half of a surrogate pair, as {@code "\\ud83d"} in JSON gives
     */
    static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
