package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.augment.EditFile;
import dev.scholium.augment.MarasEdit;
import dev.scholium.augment.RationaleEdit.Action;
import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.file.Json;
import dev.scholium.progress.NotedProgress;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.recipe.Sweep;
import dev.scholium.recipe.SweepReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What persons do about rationales that a sweep's trials share. */
class SweepEditsTest {

    private static final String TAUGHT = "Red is a colour.";

    @TempDir
    private Path path;

    private final List<Map<String, String>> learnt = new ArrayList<>();
    private final NotedProgress said = new NotedProgress(new ArrayList<>());
    private SweepFolder folder = new SweepFolder(Path.of("sweep"));

    @BeforeEach
    void writeRows() throws IOException {
        folder = new SweepFolder(path.resolve("sweep"));
        Files.writeString(
                path.resolve("rows.csv"),
                "uid,premise,hypothesis,label,why\n0,House 0 is red.,It has a colour.,entailment," + TAUGHT
                        + "\n1,House 1 is red.,It has a colour.,entailment," + TAUGHT + "\n");
    }

    @Test
    void allTrialsLearnThemOnceTheFormerOnesAreRemoved() throws IOException {
        sweep();
        edit(Action.edit, "0", "Every red house is coloured.");
        edit(Action.veto, "1", "");

        sweep();
        assertThat(learnt).as("finished trials are skipped").hasSize(1);
        assertThat(said.said())
                .contains("Warning: 2 later edits of rationales are not used, since trainings have begun without them;"
                        + " to have them learnt, remove " + folder.run().trials() + " and "
                        + folder.run().predictions() + " and start the command again");

        remove(folder.run().trials());
        sweep();
        assertThat(learnt).as("what was said still stands").hasSize(1);

        remove(folder.run().trials());
        remove(folder.run().predictions());
        sweep();
        assertThat(learnt)
                .containsExactly(Map.of("0", TAUGHT, "1", TAUGHT), Map.of("0", "Every red house is coloured."));
        JsonNode edits = Json.mapper()
                .readTree(Files.readString(folder.run().manifest()))
                .path("edits")
                .get(0);
        assertThat(edits.path("edited").asInt() + edits.path("vetoed").asInt()).isEqualTo(2);
    }

    private void edit(Action action, String uid, String text) {
        new EditFile(shared().path()).add(MarasEdit.of(action, uid, TAUGHT, text));
    }

    private RunFolder shared() {
        try (DirectoryStream<Path> groups =
                Files.newDirectoryStream(folder.path().resolve("shared"))) {
            return new RunFolder(groups.iterator().next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(folder)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : inside) {
            Files.delete(one);
        }
    }

    private void sweep() throws IOException {
        Path file = Files.writeString(path.resolve("my.yaml"), """
                data: {train: {file: rows.csv, format: columns}, dev: {file: rows.csv, format: columns}}
                evaluation: {splits: [dev], controls: []}
                rationales: {reasoning: {column: why}}
                student: {size: tiny, tokenizer: vocabulary}
                sweep: {cross: {rationales: [reasoning]}}
                """);
        Sweep sweep = new SweepReader(Map.of()).read(file, List.of());
        new SweepRunner(new NoEngine(), this::work, said, Map.of(), Clock.systemUTC(), Map.of())
                .run(sweep, folder, false, "scholium sweep my.yaml");
    }

    /** Trains nothing, but notes what a trial would learn, and answers as it should. */
    private Optional<String> work(SweepFolder sweep, String trial, DataSplit split, int threads) {
        RunFolder group = sweep.shared(TrialPlan.read(sweep, trial).group());
        SharedRows rows = SharedRows.read(new RecipeReader(Map.of()).read(group.recipe(), List.of()), group);
        learnt.add(rows.rationales().of("reasoning", DataSplit.TRAIN));
        PredictionFile.write(sweep.run().predictions(trial, split), lines -> {
            for (String uid : List.of("0", "1")) {
                lines.accept(new Prediction(
                        uid,
                        "entailment",
                        "entailment",
                        "entailment",
                        Map.of("entailment", 1.0),
                        "",
                        List.of(),
                        "entailment",
                        false,
                        false,
                        Map.of()));
            }
        });
        return Optional.empty();
    }
}
