package dev.scholium.torch.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenStoreTest {

    private static final List<String> TEXTS = List.of("the fox rests", "", "foxes rest, as they do");

    @TempDir
    private Path folder;

    private T5Tokenizer tokenizer;
    private TokenStore store;

    @BeforeEach
    void makeAVocabulary() {
        VocabularyBuilder builder = new VocabularyBuilder();
        builder.add("the fox rests, as foxes do: they rest");
        tokenizer = builder.build(140);
        store = new TokenStore(tokenizer, folder.resolve("tokens"));
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("tokens"))) {
            return files.filter(file -> file.toString().endsWith(".tokens")).toList();
        }
    }

    @Test
    void readsWhatWasEncodedBefore() throws IOException {
        int[][] expected = tokenizer.encodeAll(TEXTS);
        int[][] bare = tokenizer.encodeAllWithoutEos(TEXTS);

        assertThat(store.encodeAll(TEXTS)).isDeepEqualTo(expected);
        assertThat(store.encodeAllWithoutEos(TEXTS)).isDeepEqualTo(bare);
        assertThat(files()).hasSize(2);

        tokenizer.close(); // cannot encode any more
        assertThat(store.encodeAll(TEXTS)).isDeepEqualTo(expected);
        assertThat(store.encodeAllWithoutEos(TEXTS)).isDeepEqualTo(bare);
        assertThat(store.encodeAll(List.of())).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> store.encodeAll(List.of("the fox rests", "")));
    }

    @Test
    void anotherVocabularyReadsNothingOfIt() throws IOException {
        store.encodeAll(TEXTS);
        VocabularyBuilder builder = new VocabularyBuilder();
        builder.add("a wholly different text of quite other words, words, words");
        try (T5Tokenizer other = builder.build(140)) {
            assertThat(new TokenStore(other, folder.resolve("tokens")).encodeAll(TEXTS))
                    .isDeepEqualTo(other.encodeAll(TEXTS));
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void aDamagedFileIsMadeAnew() throws IOException {
        int[][] expected = store.encodeAll(TEXTS);
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        byte[] huge = whole.clone();
        huge[0] = 0x7f;
        for (byte[] damaged : List.of(
                new byte[0],
                Arrays.copyOf(whole, whole.length - 1),
                Arrays.copyOf(whole, whole.length + 1),
                flipped,
                huge)) {
            Files.write(file, damaged);

            assertThat(store.encodeAll(TEXTS)).isDeepEqualTo(expected);
            assertThat(file).hasBinaryContent(whole);
        }
    }

    @Test
    void aFolderThatCannotBeMadeStopsNothing() throws IOException {
        Files.writeString(folder.resolve("tokens"), "a file where the folder should be");

        assertThat(store.encodeAll(TEXTS)).isDeepEqualTo(tokenizer.encodeAll(TEXTS));
    }

    @Test
    void severalTrainingsEncodeOnce() throws Exception {
        List<String> texts =
                IntStream.range(0, 2000).mapToObj(i -> "the fox rests " + i).toList();
        int[][] expected = tokenizer.encodeAll(texts);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<int[][]>> encoded = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> store.encodeAll(texts)))
                    .toList();
            for (Future<int[][]> ids : encoded) {
                assertThat(ids.get()).isDeepEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(files()).hasSize(1);
    }
}
