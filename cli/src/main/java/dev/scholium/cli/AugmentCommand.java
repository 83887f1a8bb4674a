package dev.scholium.cli;

import dev.scholium.run.Stage;
import dev.scholium.torch.T5Engine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gets the rationales of a recipe. */
@Command(
        name = "augment",
        mixinStandardHelpOptions = true,
        description = {"Reads a recipe's data and gets its rationales; journalled answers are never asked again."},
        footer = {
            "",
            "Example:",
            "  scholium augment my.yaml --dry-run",
            "  scholium augment my.yaml --batch --no-wait",
            "  scholium augment my.yaml --run-dir runs/my"
        })
final class AugmentCommand implements Callable<Integer> {

    @Mixin
    private RecipeOptions recipe = new RecipeOptions();

    @Mixin
    private DryRunOption dryRun = new DryRunOption();

    @Mixin
    private BatchOptions batch = new BatchOptions();

    @Override
    public Integer call() {
        return dryRun.isDry()
                ? recipe.dryRun(dryRun.format(), batch)
                : recipe.carryOut(Stage.AUGMENT, batch, new T5Engine());
    }
}
