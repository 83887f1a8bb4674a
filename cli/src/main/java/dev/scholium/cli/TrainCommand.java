package dev.scholium.cli;

import dev.scholium.run.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the students of a recipe. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {"Trains the students of a recipe, getting its rationales first where they are missing."},
        footer = {"", "Example:", "  scholium train my.yaml --run-dir runs/my --seeds 1,2,3"})
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private RecipeOptions recipe = new RecipeOptions();

    @Option(
            names = "--seeds",
            paramLabel = "SEED",
            split = ",",
            description = "Train every system once with each of these seeds instead of the recipe's: --seeds 1,2,3.")
    private List<Long> seeds = new ArrayList<>();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Override
    public Integer call() {
        if (!seeds.isEmpty()) {
            recipe.set("seeds=" + seeds);
        }
        return recipe.carryOut(Stage.TRAIN, device.engine());
    }
}
