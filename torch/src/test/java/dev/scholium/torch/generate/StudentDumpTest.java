package dev.scholium.torch.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StudentDumpTest {

    /** With {@code -Dscholium.dump=FOLDER,...} this is how {@code tools/check_student.py} has its files written. */
    @Test
    void dumpsLogitsForEveryTargetToken(@TempDir Path folder) {
        try (T5Model model = T5Model.fresh(T5Sizes.of("tiny", 30, Map.of("d_model", 8)), 1)) {
            model.save(folder);
        }

        StudentDump.write(folder);

        JsonNode first =
                new JsonMapper().readTree(folder.resolve("scholium_dump.json")).get(0);
        assertThat(first.path("logits").size())
                .isEqualTo(first.path("target_ids").size());
        assertThat(first.path("logits").get(0).size()).isEqualTo(30);

        String wanted = System.getProperty("scholium.dump", "");
        if (!wanted.isBlank()) {
            for (String each : wanted.split(",", -1)) {
                StudentDump.write(Path.of(each));
            }
        }
    }
}
