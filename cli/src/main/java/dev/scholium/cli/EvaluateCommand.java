package dev.scholium.cli;

import dev.scholium.run.Stage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Scores the students of a recipe. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {"Predicts with the students of a recipe and scores them, training first where that is missing."},
        footer = {"", "Example:", "  scholium evaluate my.yaml --run-dir runs/my"})
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private RecipeOptions recipe = new RecipeOptions();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Override
    public Integer call() {
        return recipe.carryOut(Stage.EVALUATE, device.engine());
    }
}
