package dev.scholium.torch.tokenize;

import dev.scholium.data.TokenCounter;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.torch.tokenize.SentencePieceModel.Piece;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A T5's tokenizer: text to token ids and back, as Python's transformers does it for the same folder.
 *
 * <p>Special tokens that stand in a text as they are spelt ({@code </s>}) count as such, as in Python. To be closed by
 * its owner; safe for one thread at a time.
 */
public final class T5Tokenizer implements AutoCloseable {

    /** A byte of a character that the vocabulary lacks, as sentencepiece spells it. */
    private static final Pattern BYTE = Pattern.compile("<0x[0-9A-F]{2}>");

    private static final char REPLACEMENT = '\uFFFD';

    private final NativeTokenizer tokenizer;
    private final TokenizerFiles files;
    private final int size;
    private final int padId;
    private final int eosId;
    private final int unkId;
    private final BitSet byteIds = new BitSet();
    private final int[] sentinelIds;

    private T5Tokenizer(String name, TokenizerFiles files) {
        this.files = files;
        Map<String, Integer> ids;
        int unknown;
        try {
            JsonNode root = Json.mapper().readTree(files.json());
            ids = idsByText(root);
            unknown = root.path("model").path("unk_id").asInt(ids.getOrDefault(TokenizerJson.UNK, 2));
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, name + ": is not a tokenizer.json: " + firstLine(e.getOriginalMessage()), e);
        }
        this.padId = idOf(TokenizerJson.PAD, ids, name);
        this.eosId = idOf(TokenizerJson.EOS, ids, name);
        this.unkId = unknown;
        ids.forEach((text, id) -> byteIds.set(id, BYTE.matcher(text).matches()));
        this.sentinelIds = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> Optional.ofNullable(ids.get("<extra_id_" + i + ">")))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        this.size = 1 + ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
        try {
            this.tokenizer = new NativeTokenizer(files.json());
        } catch (RuntimeException e) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    name + ": the tokenizers library cannot load it: " + firstLine(String.valueOf(e.getMessage())),
                    e);
        }
    }

    /**
     * Opens a tokenizer.
     *
     * @param path a folder with {@code tokenizer.json} (preferred) or {@code spiece.model}, or one of these files, or
     *     the folder of a byT5, which needs neither
     * @return the tokenizer, to be closed by the caller
     * @throws ScholiumException if there is none, or if it is damaged or of another kind
     */
    public static T5Tokenizer open(Path path) {
        Path file = path;
        if (Files.isDirectory(path)) {
            Path json = path.resolve(TokenizerFiles.TOKENIZER);
            Path pieces = path.resolve(TokenizerFiles.PIECES);
            file = Files.exists(json) ? json : pieces;
            if (!Files.exists(file)) {
                if (TokenizerConfig.beside(json).isOfBytes()) {
                    return new T5Tokenizer(path.toString(), TokenizerFiles.ofBytes());
                }
                throw new ScholiumException(
                        ExitCode.FAILED,
                        path + ": has no tokenizer: neither " + TokenizerFiles.TOKENIZER + " nor "
                                + TokenizerFiles.PIECES + " is there");
            }
        }
        if (file.getFileName().toString().endsWith(".model")) {
            return openPieces(file);
        }
        return new T5Tokenizer(file.toString(), TokenizerFiles.beside(file));
    }

    /**
     * Whether a folder has a tokenizer, without opening it.
     *
     * @param folder a model folder
     * @return whether there is a file that {@link #open} reads, or it is a byT5's, which needs none
     * @throws ScholiumException if the file that names the tokenizer's class cannot be read
     */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(TokenizerFiles.TOKENIZER))
                || Files.exists(folder.resolve(TokenizerFiles.PIECES))
                || TokenizerConfig.beside(folder.resolve(TokenizerFiles.TOKENIZER))
                        .isOfBytes();
    }

    private static T5Tokenizer openPieces(Path file) {
        SentencePieceModel model = SentencePieceModel.read(file);
        try {
            TokenizerConfig config = TokenizerConfig.beside(file);
            String json = TokenizerJson.write(
                    TokenizerJson.withSentinels(model.pieces(), config.sentinels()), model.charsmap());
            return new T5Tokenizer(
                    file.toString(),
                    TokenizerFiles.converted(json, Files.readAllBytes(file), config.sentinels(), model.hasBytes()));
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    /**
     * A tokenizer from the text of its file.
     *
     * @param json text of a {@code tokenizer.json}
     * @return the tokenizer, to be closed by the caller
     * @throws ScholiumException if it is damaged or of another kind
     */
    public static T5Tokenizer of(String json) {
        return new T5Tokenizer(TokenizerFiles.TOKENIZER, TokenizerFiles.of(json));
    }

    static T5Tokenizer of(List<Piece> pieces) {
        return of(TokenizerJson.write(TokenizerJson.withSentinels(pieces, TokenizerJson.SENTINELS), ""));
    }

    private static Map<String, Integer> idsByText(JsonNode root) {
        Map<String, Integer> ids = new TreeMap<>();
        JsonNode vocabulary = root.path("model").path("vocab");
        if (vocabulary.isArray()) {
            for (int id = 0; id < vocabulary.size(); id++) {
                ids.put(vocabulary.path(id).path(0).asString(""), id);
            }
        } else {
            vocabulary
                    .properties()
                    .forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt()));
        }
        for (JsonNode token : root.path("added_tokens")) {
            ids.put(token.path("content").asString(""), token.path("id").asInt());
        }
        return ids;
    }

    private static int idOf(String token, Map<String, Integer> ids, String name) {
        @Nullable Integer id = ids.get(token);
        if (id == null) {
            throw new ScholiumException(
                    ExitCode.FAILED, name + ": must have the token " + token + " of a T5, but has not");
        }
        return id;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /**
     * Token ids of a text.
     *
     * @param text any text
     * @return its ids with {@code </s>} at the end
     */
    public int[] encode(String text) {
        return tokenizer.encode(List.of(text), eosId)[0];
    }

    /**
     * Token ids of a text, without {@code </s>}.
     *
     * @param text any text
     * @return its ids; none for an empty text
     */
    public int[] encodeWithoutEos(String text) {
        return tokenizer.encode(List.of(text), -1)[0];
    }

    /**
     * Token ids of many texts, over all cores.
     *
     * @param texts any texts
     * @return one array a text, each with {@code </s>} at the end
     */
    public int[][] encodeAll(List<String> texts) {
        return tokenizer.encode(texts, eosId);
    }

    /**
     * Token ids of many texts, over all cores, without {@code </s>}.
     *
     * @param texts any texts
     * @return one array a text
     */
    public int[][] encodeAllWithoutEos(List<String> texts) {
        return tokenizer.encode(texts, -1);
    }

    /**
     * Cuts a row of ids; its last one, {@code </s>}, stays last.
     *
     * @param ids at least one
     * @param maxTokens at least 1
     * @return the same array if it is short enough
     */
    public static int[] truncate(int[] ids, int maxTokens) {
        if (ids.length <= maxTokens) {
            return ids;
        }
        int[] cut = Arrays.copyOf(ids, maxTokens);
        cut[maxTokens - 1] = ids[ids.length - 1];
        return cut;
    }

    /**
     * The text of token ids.
     *
     * @param ids any ids; special ones and those outside the vocabulary are left out
     * @return the text
     */
    public String decode(int[] ids) {
        return tokenizer.decode(List.of(ids))[0];
    }

    /**
     * The texts of many rows of token ids.
     *
     * @param ids one array a text
     * @return one text a row
     */
    public List<String> decodeAll(List<int[]> ids) {
        return List.of(tokenizer.decode(ids));
    }

    /**
     * The text of the beginning of a row of token ids, as far as no ids that may follow can change it.
     *
     * @param ids any ids; special ones and those outside the vocabulary are left out
     * @return the text but for bytes at its end, which may be a part of a character: tokenizers read them, and those
     *     before them, as a whole or not at all
     */
    public String decodeBeginning(int[] ids) {
        int length = ids.length;
        while (length > 0 && byteIds.get(ids[length - 1])) {
            length--;
        }
        String text = decode(Arrays.copyOf(ids, length));
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == REPLACEMENT) {
            end--; // of a vocabulary of bytes
        }
        return text.substring(0, end);
    }

    /** {@return how many ids there are, sentinels included: the largest id and 1} */
    public int size() {
        return size;
    }

    /** {@return id of {@code <pad>}, which also begins a decoder's input} */
    public int padId() {
        return padId;
    }

    /** {@return id of {@code </s>}} */
    public int eosId() {
        return eosId;
    }

    /** {@return id of {@code <unk>}} */
    public int unkId() {
        return unkId;
    }

    /** {@return ids of {@code <extra_id_0>}, {@code <extra_id_1>}, ... as far as there are any} */
    public int[] sentinelIds() {
        return sentinelIds.clone();
    }

    /** {@return a counter over this tokenizer, usable until it is closed} */
    public TokenCounter counter() {
        return text -> {
            int[] ids = encode(text);
            return new TokenCounter.Count(ids.length, (int)
                    Arrays.stream(ids).filter(id -> id == unkId).count());
        };
    }

    /** {@return text of the {@code tokenizer.json}} */
    public String json() {
        return files.json();
    }

    /** {@return bytes that tell this tokenizer from others} */
    public byte[] identity() {
        return files.json().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes the files that Python's {@code AutoTokenizer} reads.
     *
     * @param folder where; made when missing
     * @throws ScholiumException if they cannot be written
     */
    public void saveTo(Path folder) {
        files.saveTo(folder);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
