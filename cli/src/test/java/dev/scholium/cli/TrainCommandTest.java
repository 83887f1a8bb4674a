package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private List<String> command(String... more) throws IOException {
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
        return args;
    }

    private int train(String... more) throws IOException {
        return Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                command(more).toArray(String[]::new));
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

    /** Each of its 200 steps writes a line and takes some 30 ms, so that the signal meets most of them ahead. */
    @Test
    @Tag("proof")
    void aTerminatedTrainingSavesItselfFirst() throws Exception {
        String[] command = command(
                        "--set", "training.epochs=200", "--set", "student.shape={d_model: 256, d_kv: 64, d_ff: 1024}")
                .toArray(String[]::new);
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(ChildCommand.of("256m", command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Path trial = folder.resolve("run/trials/baseline-seed1");
        try {
            Path metrics = trial.resolve("metrics.jsonl");
            while (process.isAlive() && (!Files.exists(metrics) || Files.size(metrics) == 0)) {
                Thread.sleep(5);
            }
            process.destroy(); // SIGTERM
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        Matcher stopped = Pattern.compile("training was stopped after step ([0-9]+) of 200; run the same command")
                .matcher(Files.readString(log));
        assertThat(stopped.find()).as(Files.readString(log)).isTrue();
        assertThat(trial.resolve("checkpoints/checkpoint-" + stopped.group(1) + "/training_state.json"))
                .exists();
        assertThat(folder.resolve("run/manifest.json")).content().contains("\"status\" : \"interrupted\"");
    }
}
