package dev.scholium.examples;

import dev.scholium.data.BadRowPolicy;
import dev.scholium.data.DataFormat;
import dev.scholium.data.DataSource;
import dev.scholium.data.DataSplit;
import dev.scholium.data.Dataset;
import dev.scholium.data.Example;
import dev.scholium.evaluate.Results;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.run.RunFolder;
import dev.scholium.run.Runner;
import dev.scholium.run.Stage;
import dev.scholium.torch.T5Engine;
import dev.scholium.world.Quickstart;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The whole flow from Java: a recipe, a run folder, results.
 *
 * <p>The rows are the quickstart's; for your own, write a recipe of your own and leave {@code Quickstart} out.
 */
public final class TeachAStudent {

    private TeachAStudent() {}

    /**
     * Trains two students on some of the quickstart's rows.
     *
     * @param args the run folder; {@code runs/teach-a-student} if not given
     */
    public static void main(String[] args) {
        run(Path.of(args.length > 0 ? args[0] : "runs/teach-a-student"), 600, System.out);
    }

    static Results run(Path runFolder, int rows, PrintStream out) {
        RunFolder folder = new RunFolder(runFolder);
        Quickstart.writeData(folder.path());

        List<Example> train = Dataset.load(
                        DataSource.of(folder.path().resolve("data/train.jsonl"), DataFormat.COLUMNS), BadRowPolicy.STOP)
                .examples();
        out.println(
                "first row: " + train.get(0).fields() + " -> " + train.get(0).label());

        Recipe recipe = new RecipeReader(Map.of())
                .read(
                        "quickstart.yaml",
                        Quickstart.recipe(),
                        folder.path(),
                        List.of(
                                "data.train.limit=" + rows,
                                "data.dev.limit=" + rows / 2,
                                "training.epochs=1",
                                "training.evaluations=1",
                                "systems.baseline={}",
                                "systems.reasoning.rationales=reasoning",
                                "evaluation.splits=[dev]"));
        new Runner(new T5Engine(), Progress.none()).run(recipe, folder, Stage.REPORT, "TeachAStudent");

        Results results = Results.read(folder.results());
        results.systems()
                .forEach(system -> out.printf(
                        "%s on %s: accuracy %.3f %s%n",
                        system.name(),
                        system.split(),
                        system.accuracy(),
                        system.accuracyCi().text(1, 3)));
        out.println("rows of " + DataSplit.DEV.word() + ": "
                + results.systems().get(0).rows());
        return results;
    }
}
