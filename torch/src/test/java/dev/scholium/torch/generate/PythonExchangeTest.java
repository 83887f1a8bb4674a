package dev.scholium.torch.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("native")
class PythonExchangeTest {

    private static final String PEFT = "src/test/resources/golden/peft";

    /** With {@code -Dscholium.exchange=FOLDER} this is how {@code tools/check_python.py} has its files written. */
    @Test
    void givesBackWhatItReadAndWhatItComputes(@TempDir Path folder) throws Exception {
        Path model = folder.resolve("given");
        try (T5Model fresh = T5Model.fresh(T5Sizes.of("tiny", 30, Map.of("d_model", 8)), 1)) {
            fresh.save(model);
        }
        Path base = Path.of("src/test/resources/t5/tiny-t5").toAbsolutePath();
        Files.writeString(
                folder.resolve("exchange.json"),
                "{\"models\": {\"m\": \"" + model + "\"}, \"adapters\": {\"a\": {\"folder\": \""
                        + Path.of(PEFT).toAbsolutePath() + "\", \"base\": \"" + base + "\"}}, \"train\": false}");

        PythonExchange.in(folder).run();

        JsonNode first = new JsonMapper()
                .readTree(folder.resolve("back/m/scholium_dump.json"))
                .get(0);
        assertThat(first.path("logits").size())
                .isEqualTo(first.path("target_ids").size());
        assertThat(first.path("logits").get(0).size()).isEqualTo(30);
        assertThat(folder.resolve("back/m/model.safetensors"))
                .hasSameBinaryContentAs(model.resolve("model.safetensors"));
        assertThat(folder.resolve("back/m-sharded/model.safetensors.index.json"))
                .exists();
        assertThat(folder.resolve("back/a/scholium_dump.json")).exists();
        assertThat(folder.resolve("back/a/adapter/adapter_model.safetensors")).exists();

        String wanted = System.getProperty("scholium.exchange", "");
        if (!wanted.isBlank()) {
            PythonExchange.in(Path.of(wanted)).run();
        }
    }
}
