package dev.scholium.torch.tokenize;

import dev.scholium.file.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The vocabulary of byT5 as a {@code tokenizer.json}: a token is a byte of UTF-8, its id the byte and 3.
 *
 * <p>Before the bytes stand {@code <pad>}, {@code </s>} and {@code <unk>}, after them 125 sentinels. Bytes that are no
 * UTF-8 are decoded to U+FFFD, where Python leaves them out.
 *
 * @see <a href="https://arxiv.org/abs/2105.13626">Xue et al. 2022, ByT5</a>
 */
final class ByteVocabulary {

    /** How many sentinels follow the bytes. */
    static final int SENTINELS = 125;

    private static final int BYTES = 256;

    private ByteVocabulary() {}

    /** {@return one line of JSON for Hugging Face's tokenizers library} */
    static String json() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        List<Object> added = new ArrayList<>();
        for (String token : List.of(TokenizerJson.PAD, TokenizerJson.EOS, TokenizerJson.UNK)) {
            // with the blanks beside them, as in Python
            added.add(TokenizerJson.addedToken(ids.size(), token, true, true));
            ids.put(token, ids.size());
        }
        for (int value = 0; value < BYTES; value++) {
            ids.put(Character.toString(character(value)), ids.size());
        }
        for (int i = 0; i < SENTINELS; i++) {
            added.add(TokenizerJson.addedToken(ids.size(), TokenizerJson.sentinel(i), true, false));
            ids.put(TokenizerJson.sentinel(i), ids.size());
        }
        Map<String, Object> bytes = TokenizerJson.ordered(
                "type", "ByteLevel", "add_prefix_space", false, "trim_offsets", false, "use_regex", false);
        return Json.line(TokenizerJson.ordered(
                "version",
                "1.0",
                "truncation",
                null,
                "padding",
                null,
                "added_tokens",
                added,
                "normalizer",
                null,
                "pre_tokenizer",
                bytes,
                "post_processor",
                TokenizerJson.template(1),
                "decoder",
                bytes,
                "model",
                TokenizerJson.ordered("type", "BPE", "vocab", ids, "merges", List.of())));
    }

    /**
     * The character that stands for a byte in a byte-level vocabulary: itself if it is visible (Radford et al. 2019).
     */
    private static int character(int value) {
        int hidden = 0;
        for (int before = 0; before < value; before++) {
            hidden += isVisible(before) ? 0 : 1;
        }
        return isVisible(value) ? value : BYTES + hidden;
    }

    private static boolean isVisible(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xAC) || (value >= 0xAE && value <= 0xFF);
    }
}
