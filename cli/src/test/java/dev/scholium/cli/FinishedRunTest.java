package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.file.Json;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the commands that look at a finished run say of a real one: 30 rows, a third of each label, one epoch. */
@Tag("native")
class FinishedRunTest {

    private static final int ROWS = 30;

    @TempDir
    private static Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void runOnce() throws IOException {
        StringWriter err = new StringWriter();
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS)) {
            MockRecipe.write(folder, ROWS, server.baseUrl());
            Files.copy(folder.resolve("train.jsonl"), folder.resolve("dev.jsonl"), StandardCopyOption.REPLACE_EXISTING);
            List<String> args = new ArrayList<>(List.of("run", "" + folder.resolve("my.yaml"), "--run-dir", run()));
            for (String set : List.of(
                    "rationales.extraction.splits=[train, dev]",
                    "rationales.reasoning.splits=[train, dev]",
                    "student.shape={d_model: 16, d_kv: 8, d_ff: 16, num_heads: 2}",
                    "training.epochs=1",
                    "training.evaluations=1")) {
                args.addAll(List.of("--set", set));
            }
            int status =
                    Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), args.toArray(String[]::new));
            assertThat(status).as(err.toString()).isZero();
        }
    }

    private static String run() {
        return folder.resolve("run").toString();
    }

    private int scholium(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void setsControlsBesideTheStudents() throws IOException {
        JsonNode results = Json.mapper().readTree(Files.readString(Path.of(run(), "results.json")));
        Map<String, JsonNode> systems = new TreeMap<>();
        results.path("systems")
                .forEach(system -> systems.put(system.path("name").asString(), system));
        assertThat(systems.keySet())
                .contains(
                        "baseline",
                        "control.majority",
                        "control.tfidf",
                        "control.tfidf.premise",
                        "control.tfidf.hypothesis");
        JsonNode majority = systems.get("control.majority");
        assertThat(majority.path("control").asBoolean()).isTrue();
        assertThat(majority.path("collapsed").asBoolean()).isTrue();
        assertThat(majority.path("accuracy").asDouble()).isEqualTo(1.0 / 3, within(1e-12));
    }

    @Test
    void slicesByLabelAndSaysWhichSlicesAreSmall() throws IOException {
        assertThat(scholium("slices", run(), "--by", "label", "--format", "json"))
                .as(err.toString())
                .isZero();
        List<Double> majority = new ArrayList<>();
        for (JsonNode slice : Json.mapper().readTree(out.toString())) {
            assertThat(slice.path("rows").asInt()).isEqualTo(ROWS / 3);
            assertThat(slice.path("small").asBoolean()).isTrue();
            if (slice.path("system").asString().equals("control.majority")) {
                majority.add(slice.path("accuracy").asDouble());
            }
        }
        assertThat(majority).as("one label is always right, the others never").containsExactlyInAnyOrder(1.0, 0.0, 0.0);
    }

    @Test
    void printsSlicesForPeople() {
        assertThat(scholium("slices", run(), "--by", "length:hypothesis")).isZero();
        assertThat(out.toString())
                .contains("dev by length:hypothesis", "against the baseline", "(few rows)", "differences tested");
    }

    @Test
    void refusesToSliceWhatWasNotEvaluated() {
        Path empty = folder.resolve("empty");
        assertThat(scholium("slices", "" + empty, "--by", "label")).isEqualTo(1);
        assertThat(err.toString()).contains(empty + ": must hold results.json, but does not; evaluate the run first");
    }

    @Test
    void analyzesBothKindsOfRationalesAndWritesAPage() throws IOException {
        assertThat(scholium("analyze", run())).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains(
                        "extraction, dev: " + ROWS + " rationales",
                        "reasoning, dev: " + ROWS + " rationales",
                        "Page: ");
        JsonNode analysis = Json.mapper().readTree(Files.readString(Path.of(run(), "analysis.json")));
        assertThat(analysis.path("groups").size()).isEqualTo(4);
        assertThat(Path.of(run(), "analysis.html")).isNotEmptyFile();
        assertThat(Path.of(run(), "analysis.md")).isNotEmptyFile();
    }
}
