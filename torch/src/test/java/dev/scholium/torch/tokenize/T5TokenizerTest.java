package dev.scholium.torch.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.data.TokenCounter;
import dev.scholium.failure.ScholiumException;
import dev.scholium.torch.tokenize.SentencePieceModel.Piece;
import dev.scholium.torch.tokenize.SentencePieceModel.PieceType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class T5TokenizerTest {

    @TempDir
    private Path folder;

    private static T5Tokenizer small() {
        VocabularyBuilder builder = new VocabularyBuilder();
        builder.add("the cat sat on the mat, and the dog sat on the cat 😀");
        return builder.build(160);
    }

    @Test
    void endsWithEosAndDecodesToTheText() {
        try (T5Tokenizer tokenizer = small()) {
            int[] ids = tokenizer.encode("the dog sat");

            assertThat(ids[ids.length - 1]).isEqualTo(tokenizer.eosId());
            assertThat(tokenizer.encodeWithoutEos("the dog sat")).isEqualTo(Arrays.copyOf(ids, ids.length - 1));
            assertThat(tokenizer.decode(ids)).isEqualTo("the dog sat");
        }
    }

    @Test
    void batchEqualsOneByOne() {
        List<String> texts = List.of("the cat", "", "sat on", "mat");
        try (T5Tokenizer tokenizer = small()) {
            int[][] ids = tokenizer.encodeAll(texts);

            for (int i = 0; i < ids.length; i++) {
                assertThat(ids[i]).isEqualTo(tokenizer.encode(texts.get(i)));
            }
            assertThat(tokenizer.encodeAll(List.of())).isEmpty();
            assertThat(tokenizer.decodeAll(Arrays.asList(ids))).containsExactlyElementsOf(texts);
        }
    }

    @Test
    void leavesSpecialAndForeignIdsOutOfTheText() {
        try (T5Tokenizer tokenizer = small()) {
            int[] cat = tokenizer.encodeWithoutEos("cat");
            int[] ids = new int[cat.length + 4];
            System.arraycopy(cat, 0, ids, 2, cat.length);
            ids[1] = tokenizer.size() - 1; // a sentinel
            ids[cat.length + 2] = tokenizer.eosId();
            ids[cat.length + 3] = 9999; // a row of the embedding beyond the vocabulary

            assertThat(tokenizer.decode(ids)).isEqualTo("cat");
        }
    }

    @Test
    void countsTokensAndUnknownOnes() {
        try (T5Tokenizer tokenizer = small()) {
            assertThat(tokenizer.counter().count("")).isEqualTo(new TokenCounter.Count(1, 0));
            assertThat(tokenizer.counter().count("the § cat").unknown()).isEqualTo(1);
        }
    }

    @Test
    void takesHalfASurrogatePairAndZeroCharacters() {
        try (T5Tokenizer tokenizer = small()) {
            assertThat(tokenizer.encode("cat \ud83d cat")).endsWith(tokenizer.eosId());
            assertThat(tokenizer.encode("cat \0 cat")).endsWith(tokenizer.eosId());
            assertThat(tokenizer.decode(tokenizer.encode("cat 😀"))).isEqualTo("cat 😀");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyBeginningOfTokensGivesABeginningOfTheTextInWholeCharacters(boolean bytesOnly) {
        String text = "cat 😀é€ cat é";
        try (T5Tokenizer tokenizer = bytesOnly ? T5Tokenizer.of(ByteVocabulary.json()) : withBytes()) {
            int[] ids = tokenizer.encode(text);
            String before = "";
            for (int length = 0; length <= ids.length; length++) {
                String beginning = tokenizer.decodeBeginning(Arrays.copyOf(ids, length));

                assertThat(beginning).startsWith(before);
                assertThat(text).startsWith(beginning);
                before = beginning;
            }
            assertThat(before).isEqualTo(text);
        }
    }

    /** Knows some letters; spells others in bytes. */
    private static T5Tokenizer withBytes() {
        List<Piece> pieces = new ArrayList<>(List.of(
                new Piece("<pad>", 0, PieceType.CONTROL),
                new Piece("</s>", 0, PieceType.CONTROL),
                new Piece("<unk>", 0, PieceType.UNKNOWN),
                new Piece("▁", -1, PieceType.NORMAL),
                new Piece("c", -2, PieceType.NORMAL),
                new Piece("a", -3, PieceType.NORMAL),
                new Piece("t", -4, PieceType.NORMAL)));
        for (int value = 0; value < 256; value++) {
            pieces.add(new Piece(String.format("<0x%02X>", value), -5, PieceType.BYTE));
        }
        return T5Tokenizer.of(pieces);
    }

    @Test
    void truncationKeepsEosLast() {
        assertThat(T5Tokenizer.truncate(new int[] {5, 6, 7, 1}, 3)).containsExactly(5, 6, 1);
        assertThat(T5Tokenizer.truncate(new int[] {5, 6, 7, 1}, 4)).containsExactly(5, 6, 7, 1);
    }

    @Test
    void namesAFolderWithoutTokenizer() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> T5Tokenizer.open(folder))
                .withMessage(folder + ": has no tokenizer: neither tokenizer.json nor spiece.model is there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{\"model\":{}}", "{\"model\":{\"type\":\"Unigram\",\"vocab\":[[\"<pad>\",0]]}}"})
    void refusesADamagedTokenizerJsonInOneLine(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), json);

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> T5Tokenizer.open(folder))
                .withMessageStartingWith(file + ": ")
                .withMessageNotContaining("\n");
    }

    @Test
    void readsASpieceModelAndAddsT5sSentinels() throws IOException {
        Path file = Files.write(folder.resolve("spiece.model"), tinySpiece());

        try (T5Tokenizer tokenizer = T5Tokenizer.open(file)) {
            assertThat(tokenizer.size()).isEqualTo(6 + 100);
            assertThat(tokenizer.encode("ab  a")).containsExactly(5, 3, 4, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void meetsDamagedSpieceModelsWithOneLine(long seed) throws IOException {
        RandomGenerator random = new SplittableRandom(seed);
        byte[] whole = tinySpiece();
        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int j = 0; j < 3 && damaged.length > 0; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("spiece.model"), damaged);
            try (T5Tokenizer tokenizer = T5Tokenizer.open(file)) {
                assertThat(tokenizer.encode("a")).isNotEmpty();
            } catch (ScholiumException e) {
                assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
            }
        }
    }

    /** Pieces of sentencepiece's format by hand: field 1 of the model; text 1, score 2 and type 3 of a piece. */
    private static byte[] tinySpiece() throws IOException {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        String[] texts = {"<pad>", "</s>", "<unk>", "▁", "a", "▁ab"};
        int[] types = {3, 3, 2, 1, 1, 1};
        for (int i = 0; i < texts.length; i++) {
            byte[] text = texts[i].getBytes(StandardCharsets.UTF_8);
            ByteBuffer piece = ByteBuffer.allocate(text.length + 9).order(ByteOrder.LITTLE_ENDIAN);
            piece.put((byte) 0x0a).put((byte) text.length).put(text);
            piece.put((byte) 0x15).putFloat(-i).put((byte) 0x18).put((byte) types[i]);
            model.write(0x0a);
            model.write(piece.capacity());
            model.write(piece.array());
        }
        return model.toByteArray();
    }
}
