package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.Json;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From a teacher's new rows to students that were trained on them. */
@Tag("proof")
class NewRowsTrainingTest {

    private static final int ROWS = 12;
    private static final int BATCH = 4;

    @TempDir
    Path folder;

    @Test
    void studentsLearnTheNewRowsOfTheirSystem() throws IOException {
        StringWriter err = new StringWriter();
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS)) {
            MockRecipe.write(folder, ROWS, server.baseUrl());
            List<String> args = new ArrayList<>(List.of(
                    "train",
                    folder.resolve("my.yaml").toString(),
                    "--run-dir",
                    folder.resolve("run").toString()));
            for (String set : List.of(
                    "augmentations.more={method: paraphrase, rows: 8}",
                    "systems={baseline: {}, paraphrased: {augmentation: more}}",
                    "training.epochs=1",
                    "training.batch_size=" + BATCH,
                    "training.gradient_accumulation_steps=1",
                    "training.warmup_steps=0",
                    "training.evaluations=1")) {
                args.addAll(List.of("--set", set));
            }
            assertThat(Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), args.toArray(String[]::new)))
                    .as(err.toString())
                    .isZero();
        }
        JsonNode manifest = Json.mapper().readTree(Files.readString(folder.resolve("run/manifest.json")));
        Map<String, Integer> steps = new TreeMap<>();
        for (JsonNode trial : manifest.path("trials")) {
            steps.put(trial.path("system").asString(), trial.path("steps").asInt());
        }
        assertThat(steps)
                .as("the engine takes a step a batch: 12 rows, and 12 with 8 new ones")
                .isEqualTo(Map.of("baseline", ROWS / BATCH, "paraphrased", (ROWS + 8) / BATCH));
    }
}
