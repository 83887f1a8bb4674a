package dev.scholium.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.data.LabelSet;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.ResultsBuilder;
import dev.scholium.evaluate.SystemPredictions;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import dev.scholium.progress.NotedProgress;
import dev.scholium.recipe.MlflowSpec;
import dev.scholium.recipe.TrackingSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a run's folder holds reaches a server whole and once, and no server can harm a run. */
class RunTrackingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TOKEN = "made-up-token";

    @TempDir
    private Path run;

    private final MlflowStandIn server = MlflowStandIn.start();
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private Path trial = Path.of("");

    @BeforeEach
    void writeRun() throws IOException {
        trial = Files.createDirectories(run.resolve("trials/full-seed1"));
        Files.writeString(run.resolve("recipe.yaml"), """
                name: tracked
                student: {size: tiny}
                systems: {full: {rationales: why, training: {epochs: 2.0, split_ratio: {label: 0.5}}}}
                """);
        Files.writeString(trial.resolve("trial.json"), "{\"id\":\"full-seed1\",\"system\":\"full\",\"seed\":1}");
        metrics(2);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void metrics(int lines) throws IOException {
        Files.writeString(
                trial.resolve("metrics.jsonl"),
                IntStream.rangeClosed(1, lines)
                        .mapToObj(i -> "{\"step\":" + i + ",\"loss\":" + i + ".5}\n")
                        .collect(Collectors.joining()));
    }

    private void results() {
        Path file = run.resolve("predictions.jsonl");
        PredictionFile.write(file, rows -> {
            for (int i = 0; i < 5; i++) {
                String gold = "neutral";
                String label = i == 0 ? "entailment" : "neutral";
                rows.accept(new Prediction(
                        "row-" + i,
                        gold,
                        label,
                        label,
                        Map.of(label, 1.0),
                        "",
                        List.of(),
                        label,
                        false,
                        false,
                        Map.of()));
            }
        });
        new ResultsBuilder(LabelSet.nli(), "full")
                .build(List.of(new SystemPredictions("full", "none", 1, "dev", file)))
                .write(run.resolve("results.json"));
    }

    private RunTracking tracking(String uri) {
        TrackingSpec spec = new TrackingSpec(false, new MlflowSpec(uri, "my experiment"), false);
        return new RunTracking(run, spec, Map.of("MLFLOW_TRACKING_TOKEN", TOKEN), PATIENCE);
    }

    @Test
    void whatAServerHoldsIsNotSentAgain() throws IOException {
        tracking(server.uri()).deliver();
        metrics(3);
        results();
        Files.createDirectories(trial.resolve("student"));
        assertThat(tracking(server.uri()).deliver())
                .containsExactly("MLflow: experiment my experiment at " + server.uri());
        List<String> asked = List.copyOf(server.asked);
        tracking(server.uri()).deliver();

        assertThat(server.asked).isEqualTo(asked).containsOnlyOnce("experiments/create", "runs/create", "runs/update");
        assertThat(server.metrics.get("loss")).containsExactly("1:1.5", "2:2.5", "3:3.5");
        assertThat(server.metrics.get("dev/accuracy")).containsExactly("3:0.8");
        assertThat(server.parameters)
                .containsEntry("training.split_ratio.label", "0.5")
                .containsEntry("student.size", "tiny")
                .containsEntry("seed", "1");
        assertThat(server.authorization).isEqualTo("Bearer " + TOKEN);
    }

    @Test
    void manyLinesGoInBatchesThatTheServerTakes() throws IOException {
        metrics(2500);
        tracking(server.uri()).deliver();
        assertThat(server.metrics.get("loss")).hasSize(2500).doesNotHaveDuplicates();
        assertThat(Collections.frequency(server.asked, "runs/log-batch"))
                .as("one of settings, three of at most 1000 metrics")
                .isEqualTo(4);
    }

    @Test
    void aRunThatWasMadeAtTheInstantOfAKillIsFoundAgain() throws IOException {
        tracking(server.uri()).deliver();
        Files.delete(trial.resolve("mlflow.json"));
        tracking(server.uri()).deliver();
        assertThat(server.asked).containsOnlyOnce("runs/create");
    }

    @Test
    void aServerThatIsAwayIsOneLineAtTheEndOfARun() throws IOException {
        String gone = server.uri();
        server.close();
        tracking(gone).finish(new NotedProgress(said));
        assertThat(said)
                .containsExactly("Warning: the run is whole, but not all of it is tracked: " + gone
                        + ": cannot be reached (ConnectException); is the MLflow server running? (2 lines of metrics of"
                        + " 1 trials wait); when that is mended: scholium track " + run);
    }

    @Test
    void aServerThatNeverAnswersIsLeft() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String uri = "http://127.0.0.1:" + silent.getLocalPort();
            TrackingSpec spec = new TrackingSpec(false, new MlflowSpec(uri, "x"), false);
            new RunTracking(run, spec, Map.of(), Duration.ofMillis(100)).finish(new NotedProgress(said));
            assertThat(said).singleElement().asString().contains(uri).contains("2 lines of metrics of 1 trials wait");
        }
    }

    @Test
    void whatAServerSaysOfAFaultIsToldWithoutTheToken() {
        server.status = 403;
        assertThatThrownBy(() -> tracking(server.uri()).deliver())
                .isInstanceOf(ScholiumException.class)
                .hasMessage(server.uri() + ": answers experiments/get-by-name with status 403; check"
                        + " MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and _PASSWORD");
        server.status = 500;
        assertThatThrownBy(() -> tracking(server.uri()).deliver())
                .hasMessage(
                        server.uri() + ": answers experiments/get-by-name with status 500: INTERNAL_ERROR the disk is"
                                + " full: Bearer (the token)");
        Map<String, String> environment = Map.of("MLFLOW_TRACKING_TOKEN", TOKEN + "\n");
        assertThatThrownBy(() -> new MlflowServer(server.uri(), environment, PATIENCE))
                .hasMessage(
                        "MLFLOW_TRACKING_TOKEN must be of visible ASCII characters, but holds others, such as a line"
                                + " end");
    }

    @Test
    void anAddressHoldsNoPassword() {
        assertThatThrownBy(() -> new MlflowSpec("http://ann:secret@localhost", "x"))
                .hasMessage("uri must hold no name or password, since recipes are kept in run folders; set"
                        + " MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD instead");
    }

    @Test
    void scoresComeInTheShapeOfLmEval() throws IOException {
        results();
        Files.setLastModifiedTime(trial.resolve("metrics.jsonl"), FileTime.from(Instant.parse("2026-11-26T10:11:12Z")));
        TrackingSpec spec = new TrackingSpec(false, new MlflowSpec("", "x"), true);

        assertThat(new RunTracking(run, spec, Map.of()).deliver())
                .containsExactly("lm-eval: " + run.resolve("lm_eval"));

        JsonNode page = Json.mapper()
                .readTree(Files.readString(run.resolve("lm_eval/full-seed1/results_2026-11-26T10-11-12.json")));
        JsonNode scores = page.path("results").path("tracked_dev");
        assertThat(scores.path("acc,none").asDouble()).isEqualTo(0.8);
        assertThat(scores.path("acc_stderr,none").asDouble()).isCloseTo(0.2, within(1e-12));
        assertThat(scores.path("exact_match,none").asDouble()).isEqualTo(0.8);
        assertThat(page.path("n-samples").path("tracked_dev").path("effective").asInt())
                .isEqualTo(5);
    }
}
