package dev.scholium.torch.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

    @TempDir
    Path home;

    private Path cached(Path hub) throws IOException {
        Path repository = hub.resolve("models--google-t5--t5-small");
        Path snapshot = repository.resolve("snapshots").resolve("abc123");
        Files.createDirectories(snapshot);
        Files.createDirectories(repository.resolve("refs"));
        Files.writeString(repository.resolve("refs").resolve("main"), "abc123\n");
        return snapshot;
    }

    @Test
    void aFolderIsItself() {
        assertThat(new ModelFolder(Map.of(), home).find(home.toString())).isEqualTo(home);
    }

    @Test
    void findsARepositoryInTheCache() throws IOException {
        Path byDefault = cached(home.resolve(".cache/huggingface/hub"));
        Path byHome = cached(home.resolve("hf/hub"));
        Path byCache = cached(home.resolve("cache"));
        Map<String, String> both = Map.of(
                "HF_HOME", home.resolve("hf").toString(),
                "HF_HUB_CACHE", home.resolve("cache").toString());

        assertThat(new ModelFolder(Map.of(), home).find("google-t5/t5-small")).isEqualTo(byDefault);
        assertThat(new ModelFolder(Map.of("HF_HOME", both.get("HF_HOME")), home).find("google-t5/t5-small"))
                .isEqualTo(byHome);
        assertThat(new ModelFolder(both, home).find("google-t5/t5-small")).isEqualTo(byCache);
    }

    @Test
    void saysWhatToDoWhenThereIsNeither() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new ModelFolder(Map.of(), home).find("google-t5/t5-huge"))
                .withMessage("the model \"google-t5/t5-huge\" must be a folder or in the cache "
                        + home.resolve(".cache/huggingface/hub")
                        + ", but is neither; download it with `scholium pull google-t5/t5-huge`, or give the"
                        + " path of a folder with config.json and model.safetensors");
    }
}
