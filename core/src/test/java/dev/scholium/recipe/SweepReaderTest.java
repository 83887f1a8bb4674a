package dev.scholium.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepReaderTest {

    private static final String BASE = """
            data:
              train: {file: train.jsonl, format: columns}
              dev: {file: dev.jsonl, format: columns}
            rationales:
              extraction: {column: a}
              reasoning: {column: b}
            student: {size: tiny}
            training: {epochs: 9}
            evaluation: {splits: [dev]}
            """;

    private static final String GRID = """
            sweep:
              cross:
                rationales: [none, extraction, reasoning]
                training.split_ratio: [0.25, 0.5, 0.75]
                training.learning_rate: [6.0e-4, 1.2e-3, 2.4e-3]
            """;

    @TempDir
    private Path folder;

    @Test
    void crossesThePapersGridIntoItsTwentyOneRuns() throws IOException {
        Sweep sweep = read(BASE + GRID);
        assertThat(sweep.trials()).hasSize(21);
        assertThat(sweep.trials().stream().filter(trial -> trial.system().isLabelsOnly()))
                .extracting(SweepTrial::point)
                .containsExactly("labels_lr0.0006", "labels_lr0.0012", "labels_lr0.0024");
        assertThat(sweep.trials())
                .extracting(SweepTrial::point)
                .contains("reasoning_label0.25_lr0.0006", "extraction_label0.75_lr0.0024");
    }

    @Test
    void idsDependOnSettingsAndNotOnTheOrderOfKeys() throws IOException {
        List<String> ids = ids(read(BASE + GRID));
        String turned = """
                sweep:
                  order: shuffled
                  cross:
                    training.learning_rate: [0.0024, 0.0006, 0.0012]
                    rationales: [reasoning, "", extraction]
                    training.split_ratio:
                      - {rationale: 0.75, label: 0.25}
                      - {label: 0.5, rationale: 0.5}
                      - {label: 0.75, rationale: 0.25}
                """;
        assertThat(hashes(ids(read(turned + BASE)))).containsExactlyInAnyOrderElementsOf(hashes(ids));
        assertThat(ids(read(BASE + GRID, "teacher.max_retries=9", "name=other", "sweep.parallel=2")))
                .isEqualTo(ids);
        assertThat(hashes(ids(read(BASE + GRID, "tracking.tensorboard=true")))).isEqualTo(hashes(ids));
        assertThat(hashes(ids(read(BASE + GRID, "training.warmup_steps=1")))).doesNotContainAnyElementsOf(hashes(ids));
    }

    @Test
    void idsStayWhenTheFolderMoves() throws IOException {
        List<String> before = ids(read(BASE + GRID));
        folder = Files.createDirectory(folder.resolve("moved"));
        assertThat(ids(read(BASE + GRID))).isEqualTo(before);
    }

    @Test
    void labelsOnlyTrialsAreNotRepeatedForSettingsOfRationales() throws IOException {
        Sweep sweep = read(BASE + """
                sweep:
                  cross:
                    rationales: [none]
                    training.rationale_fraction: [0.15, 0.33]
                    training.split_ratio: [0.25, 0.5]
                """);
        assertThat(sweep.trials()).extracting(SweepTrial::point).containsExactly("labels");
    }

    @Test
    void theLengthOfRationalesIsNoSettingOfLabelsAlone() throws IOException {
        Sweep sweep = read(BASE + """
                sweep:
                  cross:
                    rationales: [none, reasoning]
                    training.max_target_tokens: [32, 96]
                """);

        assertThat(sweep.trials())
                .extracting(SweepTrial::point)
                .containsExactly("labels", "reasoning_max_target_tokens32", "reasoning_max_target_tokens96");
    }

    @Test
    void aBaselineIsLikeItsPointsInStudentAndChosenKeys() throws IOException {
        Sweep sweep = read(BASE + """
                sweep:
                  choose_per: [training.dropout, rationales]
                  cross:
                    rationales: [none, reasoning]
                    student.size: [tiny, mini]
                    training.dropout: [0, 0.1]
                    training.learning_rate: [1.0e-3, 2.0e-3]
                """);

        Map<String, List<SweepTrial>> alike = sweep.trials().stream().collect(Collectors.groupingBy(SweepTrial::like));
        assertThat(alike).hasSize(4);
        assertThat(alike.values())
                .allSatisfy(trials -> assertThat(trials)
                        .as("two rates with and without rationales")
                        .hasSize(4)
                        .extracting(trial -> trial.settings().get("student.size") + " "
                                + trial.settings().get("training.dropout"))
                        .containsOnly(trials.get(0).settings().get("student.size") + " "
                                + trials.get(0).settings().get("training.dropout")));
    }

    @Test
    void aPointThatSaysWhatTheRecipeSaysIsNoOther() throws IOException {
        Sweep sweep = read(BASE + """
                seeds: [1, 2]
                sweep:
                  points:
                    - {rationales: reasoning}
                    - {rationales: reasoning, training.dropout: 0.1}
                    - {rationales: reasoning, training.dropout: 0.1, seed: 3}
                    - {rationales: reasoning, training.dropout: 0.2}
                """);
        assertThat(sweep.trials())
                .extracting(trial -> trial.point() + " " + trial.seed())
                .containsExactly(
                        "reasoning 1",
                        "reasoning_dropout0.2 1",
                        "reasoning 2",
                        "reasoning_dropout0.2 2",
                        "reasoning 3");
    }

    @Test
    void beginsSeedBySeedAndWhatComesFirstFirst() throws IOException {
        String section = """
                seeds: [1, 2]
                sweep:
                  cross: {rationales: [none, reasoning]}
                  points: [{rationales: extraction, seed: 7}]
                """;
        assertThat(read(BASE + section).trials())
                .extracting(trial -> trial.point() + " " + trial.seed())
                .containsExactly("labels 1", "reasoning 1", "labels 2", "reasoning 2", "extraction 7");
        assertThat(read(BASE + section + "  order: points\n  first: [{rationales: extraction}]\n")
                        .trials())
                .extracting(trial -> trial.point() + " " + trial.seed())
                .containsExactly("extraction 7", "labels 1", "labels 2", "reasoning 1", "reasoning 2");
    }

    @Test
    void halvingTrainsFewerEpochsFirst() throws IOException {
        Sweep sweep = read(BASE + GRID + "  halving: {eta: 3, min_epochs: 1}\n");
        assertThat(sweep.rounds()).extracting(Sweep.Round::epochs).containsExactly(1.0, 3.0, 0.0);
        assertThat(sweep.rounds().get(1).trials())
                .allSatisfy(
                        trial -> assertThat(trial.system().training().epochs()).isEqualTo(3.0));
        assertThat(ids(sweep)).isEqualTo(ids(read(BASE + GRID)));
    }

    @Test
    void refusesWhatIsNoRecipe() {
        refuses(
                "",
                "my.yaml: has no section sweep, such as sweep: {cross: {training.learning_rate: [6e-4, 1.2e-3]}};"
                        + " \"scholium run\" carries out a recipe without one");
        refuses(
                "sweep: {cross: {rationales: [none], training.learning_rate: [-1]}}",
                "my.yaml:8: training: learning_rate must be more than 0, but is -1.0 (sweep point"
                        + " {rationales=\"none\", training.learning_rate=-1})");
        refuses(
                "sweep: {cross: {training.epochs: [1, 2]}}",
                "my.yaml: sweep: {training.epochs=1} must say which rationales its student learns: one of"
                        + " [extraction, reasoning], or none");
        refuses(
                "sweep: {cross: {seed: [1]}, crossed: {}}",
                "my.yaml:10: sweep: unknown key crossed; known here: cross, points, order, first, parallel, threads,"
                        + " attempts, choose_per, halving");
        refuses("sweep: {}", "my.yaml:10: sweep: a sweep needs cross or points, but has neither");
    }

    private void refuses(String section, String message) {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> read(BASE + section))
                .extracting(failure -> String.valueOf(failure.getMessage()).replace(folder + "/", ""))
                .isEqualTo(message);
    }

    private Sweep read(String text, String... overrides) throws IOException {
        Path file = folder.resolve("my.yaml");
        Files.writeString(file, text);
        return new SweepReader(Map.of()).read(file, List.of(overrides));
    }

    private static List<String> ids(Sweep sweep) {
        return sweep.trials().stream().map(SweepTrial::id).toList();
    }

    private static List<String> hashes(List<String> ids) {
        return ids.stream().map(id -> id.substring(id.lastIndexOf('-') + 1)).toList();
    }
}
