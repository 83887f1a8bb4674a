package dev.scholium.cli;

import dev.scholium.run.Stage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Carries a whole recipe out. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Carries a recipe out: data, rationales, students, scores, report.",
            "A killed run goes on with the same command; finished stages are skipped."
        },
        footer = {"", "Example:", "  scholium run my.yaml --set training.epochs=2 --run-dir runs/my"})
final class RunCommand implements Callable<Integer> {

    @Mixin
    private RecipeOptions recipe = new RecipeOptions();

    @Mixin
    private DryRunOption dryRun = new DryRunOption();

    @Mixin
    private BatchOptions batch = new BatchOptions();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Override
    public Integer call() {
        return dryRun.isDry()
                ? recipe.dryRun(dryRun.format(), batch)
                : recipe.carryOut(Stage.REPORT, batch, device.engine());
    }
}
