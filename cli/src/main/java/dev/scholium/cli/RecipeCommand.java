package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.recipe.RecipeReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows every key of a recipe with its value. */
@Command(
        name = "recipe",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a recipe and prints it as resolved, with every default filled in; "
                    + "without a file, prints all keys with their defaults and what they mean."
        },
        footer = {"", "Example:", "  scholium recipe recipes/anli-paper.yaml --set training.epochs=2"})
final class RecipeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "RECIPE", description = "A recipe file (YAML).")
    private @Nullable Path recipeFile;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Another value for one of the recipe's keys.")
    private List<String> overrides = new ArrayList<>();

    @Override
    public Integer call() {
        String text = recipeFile == null
                ? RecipeReader.defaults()
                : RecipeReader.write(new RecipeReader(System.getenv()).read(recipeFile, overrides));
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return ExitCode.DONE.status();
    }
}
