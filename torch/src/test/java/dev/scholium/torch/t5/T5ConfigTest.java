package dev.scholium.torch.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scholium.failure.ScholiumException;
import dev.scholium.torch.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class T5ConfigTest {

    @TempDir
    Path folder;

    private T5Config read(String json) throws IOException {
        Files.writeString(folder.resolve("config.json"), json);
        return T5Config.read(folder);
    }

    @Test
    void missingValuesAreHuggingFacesDefaults() throws IOException {
        assertThat(read("{\"model_type\": \"t5\"}")).isEqualTo(T5Sizes.of("t5-small", 32128, Map.of()));
    }

    @Test
    void whatItWritesItReads() throws IOException {
        for (String size : T5Sizes.names()) {
            T5Config config = T5Sizes.of(size, 100, Map.of("num_layers", 2, "num_decoder_layers", 3));
            assertThat(read(config.toJson())).isEqualTo(config);
        }
    }

    @Test
    void laterVersionsHaveAHeadOfTheirOwnAndUnscaledLogits() throws IOException {
        T5Config config =
                read("{\"model_type\": \"t5\", \"feed_forward_proj\": \"gated-gelu\", \"tie_word_embeddings\": false}");

        assertThat(config.tieWordEmbeddings()).isFalse();
        assertThat(config.scaleDecoderOutputs()).isFalse();
        assertThat(config.feedForward()).isEqualTo(FeedForwardKind.GATED_GELU);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"model_type": "bart"}                             | model_type must be t5 (T5, FLAN, T5-efficient, byT5) or mt5, but is "bart": a student of another architecture cannot be trained
                    {"model_type": "umt5"}                             | model_type must be t5 (T5, FLAN, T5-efficient, byT5) or mt5, but is "umt5": a student of another architecture cannot be trained
                    {}                                                 | model_type must be t5 (T5, FLAN, T5-efficient, byT5) or mt5, but is "": a student of another architecture cannot be trained
                    []                                                 | must be a JSON object
                    {"model_type": "t5", "d_model": 0}                 | d_model must be in [1, 16777216], but is 0
                    {"model_type": "t5", "d_model": 1e300}             | d_model must be a whole number, but is 1.0E300
                    {"model_type": "t5", "num_layers": "6"}            | num_layers must be a whole number, but is "6"
                    {"model_type": "t5", "feed_forward_proj": "silu"}  | feed_forward_proj must be relu or gated-gelu, but is "silu"
                    {"model_type": "t5", "num_layers": 16777216}       | num_layers must be in [1, 1000], but is 16777216
                    {"model_type": "t5", "num_decoder_layers": 1001}   | num_decoder_layers must be in [1, 1000], but is 1001
                    {"model_type": "t5", "num_heads": 65536, "d_kv": 65537} | num_heads * d_kv must be in [1, 16777216], but is 4295032832
                    {"model_type": "t5", "eos_token_id": 32128}        | eos_token_id must be in [0, 32128), but is 32128
                    """)
    void refusesWhatCannotBe(String json, String problem) {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> read(json))
                .withMessage(folder.resolve("config.json") + ": " + problem);
    }

    @Test
    void saysThatAFolderHasNoConfig() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> T5Config.read(folder.resolve("none")))
                .withMessage(folder.resolve("none").resolve("config.json") + ": cannot be read: no such file");
    }

    @Test
    void refusesUnknownSizesAndValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> T5Sizes.of("huge", 100, Map.of()))
                .withMessageStartingWith("the size must be one of [tiny, mini, t5-small");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> T5Sizes.of("tiny", 100, Map.of("layers", 2)))
                .withMessageEndingWith("but not \"layers\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> T5Sizes.of("tiny", 100, Map.of("num_layers", 1.5)))
                .withMessage("num_layers must be a whole number, but is 1.5");
    }
}
