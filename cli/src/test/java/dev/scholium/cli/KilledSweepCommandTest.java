package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kills {@code scholium sweep} with SIGKILL in the middle of a trial, and continues it. */
@Tag("proof")
class KilledSweepCommandTest {

    private static final List<String> LABELS = List.of("entailment", "neutral", "contradiction");

    @TempDir
    private Path folder;

    @Test
    void endsAsIfItHadNotBeenKilled() throws Exception {
        Path recipe = writeRecipe();
        assertThat(start(recipe, "undisturbed").waitFor()).as(this::printed).isZero();

        Process process = start(recipe, "killed");
        while (process.isAlive() && !anyCheckpointBesideADoneTrial()) {
            Thread.sleep(5);
        }
        assertThat(process.isAlive()).as(this::printed).isTrue();
        assertThat(status("killed")
                        .path("trials")
                        .valueStream()
                        .map(row -> row.path("state").asString()))
                .contains("done", "running");
        process.destroyForcibly().waitFor();
        assertThat(status("killed")
                        .path("trials")
                        .valueStream()
                        .map(row -> row.path("state").asString()))
                .contains("done", "interrupted")
                .doesNotContain("running");

        assertThat(start(recipe, "killed").waitFor()).as(this::printed).isZero();
        assertThat(Files.readString(folder.resolve("killed/results.json")))
                .isEqualTo(Files.readString(folder.resolve("undisturbed/results.json")));
        assertThat(status("killed")
                        .path("trials")
                        .valueStream()
                        .map(row -> row.path("begun").asInt()))
                .as("one was continued, none that was done was begun again")
                .containsExactly(1, 2);
        for (JsonNode trial : status("killed").path("trials")) {
            String student = "trials/" + trial.path("id").asString() + "/student/model.safetensors";
            assertThat(folder.resolve("killed").resolve(student))
                    .hasSameBinaryContentAs(folder.resolve("undisturbed").resolve(student));
        }
    }

    private boolean anyCheckpointBesideADoneTrial() throws IOException {
        Path ledger = folder.resolve("killed/ledger.jsonl");
        if (!Files.exists(ledger) || !Files.readString(ledger).contains("\"done\"")) {
            return false;
        }
        List<String> lines = Files.readAllLines(ledger);
        String last = lines.get(lines.size() - 1);
        if (!last.contains("\"begun\"")) {
            return false;
        }
        String trial = Json.mapper().readTree(last).path("trial").asString("");
        Path metrics = folder.resolve("killed/trials").resolve(trial).resolve("metrics.jsonl");
        return Files.exists(metrics) && Files.readString(metrics).contains("eval_accuracy");
    }

    private Path writeRecipe() throws IOException {
        for (String split : List.of("train", "dev", "test")) {
            Files.writeString(
                    folder.resolve(split + ".jsonl"),
                    IntStream.range(0, split.equals("train") ? 60 : 9)
                            .mapToObj(i -> Json.line(Map.of(
                                    "uid", split + i,
                                    "premise", "premise number " + i % 7,
                                    "hypothesis", "hypothesis " + LABELS.get(i % 3),
                                    "label", LABELS.get(i % 3),
                                    "why", "it says " + LABELS.get(i % 3))))
                            .collect(Collectors.joining("\n", "", "\n")));
        }
        Path recipe = folder.resolve("my.yaml");
        Files.writeString(recipe, """
                data:
                  train: {file: train.jsonl, format: columns}
                  dev: {file: dev.jsonl, format: columns}
                  test: {file: test.jsonl, format: columns}
                rationales: {why: {column: why}}
                student: {size: tiny, shape: {d_model: 8, d_kv: 4, d_ff: 8}, vocabulary_size: 200}
                training: {epochs: 10, batch_size: 4, gradient_accumulation_steps: 1, warmup_steps: 2, evaluations: 10}
                evaluation: {max_new_tokens: 4}
                sweep:
                  cross: {rationales: [none, why]}
                  threads: 1
                """);
        return recipe;
    }

    private Process start(Path recipe, String name) throws IOException {
        List<String> command = ChildCommand.of(
                "256m",
                "sweep",
                recipe.toString(),
                "--run-dir",
                folder.resolve(name).toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        CompletableFuture<Process> unused = process.onExit()
                .orTimeout(5, TimeUnit.MINUTES)
                .whenComplete((ended, late) -> {
                    if (late != null) {
                        process.destroyForcibly();
                    }
                });
        return process;
    }

    private JsonNode status(String name) {
        StringWriter out = new StringWriter();
        int status = Main.run(
                new PrintWriter(out),
                new PrintWriter(new StringWriter()),
                "sweep",
                "status",
                folder.resolve(name).toString(),
                "--format",
                "json");
        assertThat(status).isZero();
        return Json.mapper().readTree(out.toString());
    }

    private String printed() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
