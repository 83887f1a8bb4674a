package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scholium.failure.ScholiumException;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRecipeTest {

    private RunFolder folder;

    @BeforeEach
    void keepARecipe(@TempDir Path path) throws IOException {
        folder = new RunFolder(path.resolve("run"));
        KeptRecipe.keep(recipe(), folder);
    }

    @Test
    void anyRecipeReplacesOneThatMadeNothing() {
        KeptRecipe.keep(recipe("training.epochs=2"), folder);

        assertThat(folder.recipe()).content().contains("epochs: 2.0");
    }

    @Test
    void refusesAnotherRecipeOnceThereAreResults() throws IOException {
        Files.createDirectories(folder.augmented());

        assertThatThrownBy(() -> KeptRecipe.keep(recipe("training.epochs=2"), folder))
                .isInstanceOf(ScholiumException.class)
                .hasMessage(folder.path() + ": holds a run of another recipe (training.epochs: there 5.0, here 2.0);"
                        + " name another folder with --run-dir");
    }

    @Test
    void limitsPricesAndTrackingMayChange() throws IOException {
        Files.createDirectories(folder.augmented());

        KeptRecipe.keep(
                recipe("teacher.max_requests_per_minute=10", "teacher.price_input=1.5", "tracking.tensorboard=true"),
                folder);

        assertThat(folder.recipe()).content().contains("max_requests_per_minute: 10");
    }

    @Test
    void theOrderOfKeysDoesNotMatter() throws IOException {
        Files.createDirectories(folder.augmented());
        String kept = Files.readString(folder.recipe());
        Files.writeString(folder.recipe(), kept.replaceFirst("(\\s+d_model: 64)(\\s+d_ff: 128)", "$2$1"));
        assertThat(folder.recipe()).content().isNotEqualTo(kept);

        KeptRecipe.keep(recipe(), folder);
    }

    @Test
    void aFolderOfAVersionWithoutAKeyGoesOnWithItsDefault() throws IOException {
        Files.createDirectories(folder.augmented());
        keepWithoutChecks();

        KeptRecipe.keep(recipe(), folder);

        assertThat(folder.recipe()).content().contains("checks:");
    }

    @Test
    void aFolderOfAVersionWithoutAKeyIsNoneOfAnotherValue() throws IOException {
        Files.createDirectories(folder.augmented());
        keepWithoutChecks();

        assertThatThrownBy(() -> KeptRecipe.keep(recipe("rationales.reasoning.checks.names-label=reject"), folder))
                .isInstanceOf(ScholiumException.class)
                .hasMessage(folder.path() + ": holds a run of another recipe (rationales.reasoning.checks.names-label:"
                        + " there nothing, here \"reject\"); name another folder with --run-dir");
    }

    @Test
    void namesAKeyThatIsUnknownToday() throws IOException {
        Files.createDirectories(folder.augmented());
        Files.writeString(folder.recipe(), Files.readString(folder.recipe()) + "\nforgotten: 1\n");

        assertThatThrownBy(() -> KeptRecipe.keep(recipe(), folder))
                .isInstanceOf(ScholiumException.class)
                .hasMessage(folder.path() + ": holds a run of another recipe (forgotten: there 1, here nothing);"
                        + " name another folder with --run-dir");
    }

    private void keepWithoutChecks() throws IOException {
        String kept = Files.readString(folder.recipe());
        Files.writeString(folder.recipe(), kept.replaceAll("\\s+checks: \\{}", ""));
        assertThat(folder.recipe()).content().isNotEqualTo(kept).doesNotContain("checks:");
    }

    private static Recipe recipe(String... overrides) {
        String text = """
                data:
                  train: {file: train.jsonl}
                  dev: {file: dev.jsonl}
                rationales: {reasoning: {prompt: reasoning}}
                student: {size: tiny, shape: {d_model: 64, d_ff: 128}}
                evaluation: {splits: [dev]}
                """;
        return new RecipeReader(Map.of()).read("my.yaml", text, Path.of("/data").toAbsolutePath(), List.of(overrides));
    }
}
