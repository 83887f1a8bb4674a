package dev.scholium.torch.tokenize;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.util.List;

/**
 * One tokenizer of Hugging Face's Rust library, by the native calls that are needed and no others.
 *
 * <p>DJL's own {@code HuggingFaceTokenizer} copies seven arrays a text and calls home on its first use; this does
 * neither. Safe for one thread at a time.
 */
final class NativeTokenizer implements AutoCloseable {

    /** Texts of one native call: enough to keep every core busy, few enough to hold their encodings in memory. */
    private static final int CHUNK = 1024;

    static {
        // without these DJL looks for a GPU's library on the network and asks whether it runs on EC2
        setUnlessSet("ai.djl.offline", "true");
        setUnlessSet("RUST_FLAVOR", "cpu");
        setUnlessSet("OPT_OUT_TRACKING", "true");
        LibUtils.checkStatus();
    }

    private final long handle;
    private boolean closed;

    /**
     * Loads a tokenizer.
     *
     * @param json text of a {@code tokenizer.json}
     * @throws RuntimeException if the library refuses it
     */
    NativeTokenizer(String json) {
        handle = TokenizersLibrary.LIB.createTokenizerFromString(json);
        TokenizersLibrary.LIB.disablePadding(handle);
        TokenizersLibrary.LIB.disableTruncation(handle);
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Token ids without special tokens.
     *
     * @param texts any texts
     * @param append id to put after each, negative for none
     * @return one array a text
     */
    int[][] encode(List<String> texts, int append) {
        checkOpen();
        int[][] ids = new int[texts.size()][];
        for (int from = 0; from < texts.size(); from += CHUNK) {
            List<String> chunk = texts.subList(from, Math.min(from + CHUNK, texts.size()));
            String[] wellFormed =
                    chunk.stream().map(NativeTokenizer::wellFormed).toArray(String[]::new);
            long[] encodings = TokenizersLibrary.LIB.batchEncode(handle, wellFormed, false);
            for (int i = 0; i < encodings.length; i++) {
                ids[from + i] = toInts(TokenizersLibrary.LIB.getTokenIds(encodings[i]), append);
                TokenizersLibrary.LIB.deleteEncoding(encodings[i]);
            }
        }
        return ids;
    }

    /**
     * Texts of token ids, special tokens left out, ids outside the vocabulary too.
     *
     * @param ids one array a text
     * @return the texts
     */
    String[] decode(List<int[]> ids) {
        checkOpen();
        long[][] longs = new long[ids.size()][];
        for (int i = 0; i < longs.length; i++) {
            int[] row = ids.get(i);
            longs[i] = new long[row.length];
            for (int j = 0; j < row.length; j++) {
                longs[i][j] = row[j];
            }
        }
        return longs.length == 0 ? new String[0] : TokenizersLibrary.LIB.batchDecode(handle, longs, true);
    }

    private static int[] toInts(long[] ids, int append) {
        int[] ints = new int[ids.length + (append < 0 ? 0 : 1)];
        for (int i = 0; i < ids.length; i++) {
            ints[i] = (int) ids[i];
        }
        if (append >= 0) {
            ints[ids.length] = append;
        }
        return ints;
    }

    /** Half a surrogate pair has no UTF-8, and would end the process inside the native library. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int[] codePoints = text.codePoints()
                        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                        .toArray();
                return new String(codePoints, 0, codePoints.length);
            }
        }
        return text;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the tokenizer is closed");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            TokenizersLibrary.LIB.deleteTokenizer(handle);
        }
    }
}
