package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of six rows for one step, without a teacher. */
@Tag("native")
class TrainCommandTest {

    private static final List<String> LABELS = List.of("entailment", "neutral", "contradiction");

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int train(String... more) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            rows.append("{\"uid\": \"r" + i + "\", \"premise\": \"the fox ran\", \"hypothesis\": \"it moved " + i
                    + "\", \"label\": \"" + LABELS.get(i % 3) + "\"}\n");
        }
        Files.writeString(folder.resolve("rows.jsonl"), rows, StandardCharsets.UTF_8);
        Path recipe = Files.writeString(folder.resolve("my.yaml"), """
                name: my
                data: {train: {file: rows.jsonl, format: columns}, dev: {file: rows.jsonl, format: columns}}
                student:
                  size: tiny
                  vocabulary_size: 160
                  shape: {d_model: 16, d_kv: 8, d_ff: 16, num_heads: 2, num_layers: 1, num_decoder_layers: 1}
                training: {epochs: 1, evaluations: 1, batch_tokens: 500}
                systems: {baseline: {}}
                evaluation: {splits: [dev]}
                """, StandardCharsets.UTF_8);
        List<String> args = new ArrayList<>(List.of(
                "train", recipe.toString(), "--run-dir", folder.resolve("run").toString()));
        args.addAll(List.of(more));
        return Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), args.toArray(String[]::new));
    }

    @Test
    void trainsOnceWithEachSeed() throws Exception {
        assertThat(train("--seeds", "4,7")).as(err.toString()).isZero();

        try (Stream<Path> trials = Files.list(folder.resolve("run/trials"))) {
            assertThat(trials.map(trial -> trial.getFileName().toString()).sorted())
                    .containsExactly("baseline-seed4", "baseline-seed7");
        }
    }

    @Test
    void refusesASeedTwice() throws Exception {
        assertThat(train("--seeds", "4,4")).isEqualTo(2);
        assertThat(err.toString()).contains("seeds must differ, but are [4, 4]");
    }
}
