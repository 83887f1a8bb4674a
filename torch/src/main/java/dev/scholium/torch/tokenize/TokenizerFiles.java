package dev.scholium.torch.tokenize;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The files of a tokenizer in a Hugging Face folder, kept as they were found so that they are handed on unchanged.
 *
 * @param json text of {@code tokenizer.json}
 * @param others the other files' content by name
 */
record TokenizerFiles(String json, Map<String, byte[]> others) {

    static final String TOKENIZER = "tokenizer.json";
    static final String PIECES = "spiece.model";
    static final String CONFIG = "tokenizer_config.json";
    static final String SPECIAL_TOKENS = "special_tokens_map.json";

    TokenizerFiles {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** {@return a tokenizer.json and the files that came with it} */
    static TokenizerFiles beside(Path file) {
        try {
            Map<String, byte[]> others = new LinkedHashMap<>();
            String json = Files.readString(file);
            for (String name : List.of(CONFIG, SPECIAL_TOKENS, PIECES)) {
                Path other = file.resolveSibling(name);
                if (Files.isRegularFile(other)) {
                    others.put(name, Files.readAllBytes(other));
                }
            }
            described("T5Tokenizer", TokenizerJson.SENTINELS).forEach(others::putIfAbsent);
            return new TokenizerFiles(json, others);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    static TokenizerFiles of(String json) {
        return new TokenizerFiles(json, described("T5Tokenizer", TokenizerJson.SENTINELS));
    }

    /**
     * The files of a {@code spiece.model}.
     *
     * @param json its pieces as a {@code tokenizer.json}
     * @param pieces the file's content
     * @param sentinels how many were added
     * @param bytes whether it spells what it lacks in bytes, which transformers 5's {@code T5Tokenizer} does not
     * @return the files
     */
    static TokenizerFiles converted(String json, byte[] pieces, int sentinels, boolean bytes) {
        Map<String, byte[]> others = described(bytes ? "PreTrainedTokenizerFast" : "T5Tokenizer", sentinels);
        others.put(PIECES, pieces);
        return new TokenizerFiles(json, others);
    }

    /** {@return the files of a byT5, whose tokens are the same in all of them} */
    static TokenizerFiles ofBytes() {
        return new TokenizerFiles(ByteVocabulary.json(), described(TokenizerConfig.OF_BYTES, ByteVocabulary.SENTINELS));
    }

    private static Map<String, byte[]> described(String tokenizerClass, int sentinels) {
        Map<String, byte[]> others = new LinkedHashMap<>();
        others.put(CONFIG, config(tokenizerClass, sentinels));
        others.put(SPECIAL_TOKENS, specialTokens(sentinels));
        return others;
    }

    private static byte[] config(String tokenizerClass, int sentinels) {
        Map<String, Object> config = tokens(sentinels);
        config.put("extra_ids", sentinels);
        config.put("model_max_length", 512); // of t5-small; transformers warns beyond it and cuts nothing unasked
        config.put("tokenizer_class", tokenizerClass);
        return Json.page(config).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] specialTokens(int sentinels) {
        return Json.page(tokens(sentinels)).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> tokens(int count) {
        List<String> sentinels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sentinels.add(TokenizerJson.sentinel(i));
        }
        return TokenizerJson.ordered(
                "additional_special_tokens",
                sentinels,
                "eos_token",
                TokenizerJson.EOS,
                "pad_token",
                TokenizerJson.PAD,
                "unk_token",
                TokenizerJson.UNK);
    }

    void saveTo(Path folder) {
        AtomicFile.write(folder.resolve(TOKENIZER), json);
        for (Map.Entry<String, byte[]> file : others.entrySet()) {
            byte[] content = Objects.requireNonNull(file.getValue());
            AtomicFile.write(folder.resolve(file.getKey()), temporary -> Files.write(temporary, content));
        }
    }
}
