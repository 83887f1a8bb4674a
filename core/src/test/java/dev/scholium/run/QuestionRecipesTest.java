package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.scholium.data.DataSplit;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.recipe.Sweep;
import dev.scholium.recipe.SweepReader;
import dev.scholium.teacher.Teachers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recipes for the questions that the paper leaves open, read with the real rows. */
class QuestionRecipesTest {

    private static final Path RECIPES = Path.of("..", "recipes");

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    /** Cuts the rows that the recipes want cut, by number: which rows go where does not matter here. */
    @BeforeEach
    void cutRows() throws IOException {
        String named = System.getProperty("SCHOLIUM_DATA", System.getenv("SCHOLIUM_DATA"));
        assumeTrue(named != null, "needs the shared data: set SCHOLIUM_DATA to its folder");
        environment.put("SCHOLIUM_DATA", named);
        for (String variable : List.of("ESNLI_DEV_HALF", "ESNLI_HUMAN", "ESNLI_HALVES")) {
            environment.put(variable, cut(Path.of(named, "esnli", "valid.jsonl"), variable));
        }
        environment.put("ANLI", Path.of(named, "anli").toString());
        environment.put("ESNLI_PRETRAINED", folder.resolve("pretrained").toString());
        environment.put("GENRES", cut(Path.of(named, "anli", "R3", "dev.jsonl"), "GENRES"));
    }

    private String cut(Path file, String name) throws IOException {
        Path target = Files.createDirectories(folder.resolve(name));
        List<String> rows = Files.readAllLines(file);
        int first = 0;
        for (DataSplit split : DataSplit.values()) {
            List<String> part = new ArrayList<>();
            for (int row = first++; row < 300; row += 3) {
                part.add(rows.get(row));
            }
            Files.write(target.resolve(split.word() + ".jsonl"), part);
        }
        return target.toString();
    }

    private RunFolder run() {
        return new RunFolder(folder.resolve("run"));
    }

    private DryRun dryRun(Recipe recipe) {
        return new DryRunner(new Teachers(Map.of(), Map.of(), Clock.systemUTC()), Progress.none()).run(recipe, run());
    }

    @ParameterizedTest
    @CsvSource({
        "question-human.yaml, 2, 6",
        "question-teachers.yaml, 4, 8",
        "question-fraction.yaml, 5, 10",
        "question-split-ratio.yaml, 6, 12",
        "question-layout.yaml, 4, 8",
        "question-size.yaml, 4, 4",
        "esnli-real-result.yaml, 3, 15"
    })
    void crossesAsManyPointsAsItsHeaderSays(String name, int points, int trials) throws IOException {
        Sweep sweep = new SweepReader(environment).read(RECIPES.resolve(name), List.of());

        assertThat(sweep.trials()).hasSize(trials);
        assertThat(sweep.trials().stream().map(trial -> trial.point()).distinct())
                .hasSize(points);
        assertThat(Files.readString(RECIPES.resolve(name), StandardCharsets.UTF_8))
                .contains("# What it answers: ")
                .containsPattern("# What it costs: .*" + points + " points")
                .contains(trials + " trainings");
    }

    @ParameterizedTest
    @CsvSource({"anli-paper.yaml, 21", "esnli-grid.yaml, 13"})
    void gridsHaveAsManyPointsAsThePaperHasRuns(String name, int points) {
        Sweep sweep = new SweepReader(environment).read(RECIPES.resolve(name), List.of());

        assertThat(sweep.trials().stream().map(trial -> trial.point()).distinct())
                .hasSize(points);
    }

    @ParameterizedTest
    @CsvSource({
        "question-human.yaml, 0",
        "question-teachers.yaml, 1000",
        "question-fraction.yaml, 0",
        "question-split-ratio.yaml, 0",
        "question-layout.yaml, 0",
        "question-size.yaml, 0",
        "question-word-edits.yaml, 0",
        "question-other-task.yaml, 0"
    })
    void asksForNoMoreThanItsHeaderSays(String name, int requests) {
        Recipe recipe = new RecipeReader(environment).read(RECIPES.resolve(name), List.of());

        assertThat(dryRun(recipe).total().toAsk()).isEqualTo(requests);
    }

    @Test
    void aTaskOfOtherFieldsAndLabelsReadsItsRows() {
        Recipe recipe = new RecipeReader(environment).read(RECIPES.resolve("question-other-task.yaml"), List.of());

        assertThat(RunData.read(recipe).of(DataSplit.TRAIN)).hasSize(100);
        assertThat(recipe.task().fields()).containsExactly("text");
    }
}
