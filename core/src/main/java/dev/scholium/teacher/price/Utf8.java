package dev.scholium.teacher.price;

/** Counts the bytes of a text in UTF-8 without writing them. */
final class Utf8 {

    private Utf8() {}

    /** {@return at most how many bytes the text has; only surrogates count for more than they become} */
    static long bytesAtMost(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 ? 1 : 2;
            }
        }
        return bytes;
    }
}
