package dev.scholium.cli;

import dev.scholium.run.Stage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains the students of a recipe. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {"Trains the students of a recipe, getting its rationales first where they are missing."},
        footer = {"", "Example:", "  scholium train my.yaml --run-dir runs/my"})
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private RecipeOptions recipe = new RecipeOptions();

    @Override
    public Integer call() {
        return recipe.carryOut(Stage.TRAIN);
    }
}
