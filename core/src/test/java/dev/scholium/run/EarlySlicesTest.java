package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlySlicesTest {

    @TempDir
    private Path folder;

    @Test
    void aSliceThatCannotBeCutIsToldBeforeAnythingIsTrained() throws IOException {
        Files.writeString(folder.resolve("rows.csv"), "uid,premise,hypothesis,label\n0,A house.,A home.,entailment\n");
        Recipe recipe = new RecipeReader(Map.of()).read("sliced.yaml", """
                name: sliced
                data: {train: {file: rows.csv}, dev: {file: rows.csv}}
                evaluation: {splits: [dev], slices: [genre]}
                student: {size: tiny}
                systems: {baseline: {}}
                """, folder, List.of());
        NotingEngine engine = new NotingEngine();

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new Runner(engine, Progress.none(), Map.of(), Clock.systemUTC(), Map.of())
                        .run(recipe, new RunFolder(folder.resolve("run")), Stage.REPORT, "run"))
                .withMessage("slices: cannot cut the evaluated split by \"genre\": no row has a value; use label,"
                        + " length:FIELD, agreement:SOURCE, FILE:COLUMN or a column of the rows");
        assertThat(engine.learnt()).isEmpty();
    }
}
