package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.progress.Progress;
import dev.scholium.progress.ProgressFile;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.recipe.SystemSpec;
import dev.scholium.student.StudentEngine;
import dev.scholium.student.StudentSpec;
import dev.scholium.student.TrainingConfig;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** One trial of a sweep in this process: training, then predictions. What is done already is not done again. */
public final class TrialSession {

    private final StudentEngine engine;
    private final Progress progress;
    private final Clock clock;
    private final Map<String, String> environment;

    /**
     * A session.
     *
     * @param engine trains and opens students
     * @param progress is told how far the trial is
     * @param clock for the manifest's times
     * @param environment where the token of a server is looked up that metrics are sent to
     */
    public TrialSession(StudentEngine engine, Progress progress, Clock clock, Map<String, String> environment) {
        this.engine = engine;
        this.progress = progress;
        this.clock = clock;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Trains and predicts; waits while another process is at work on the same trial.
     *
     * @param folder the sweep's, prepared
     * @param id the trial
     * @param split what its student predicts
     * @throws ScholiumException if training or predicting fails
     */
    public void run(SweepFolder folder, String id, DataSplit split) {
        TrialPlan plan = TrialPlan.read(folder, id);
        Path lockFile = folder.run().trial(id).resolve(".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new ScholiumException(ExitCode.FAILED, lockFile + ": cannot be locked");
            }
            tell(folder, plan, split);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(lockFile, e);
        }
    }

    /** Does it, and tells readers elsewhere. */
    private void tell(SweepFolder folder, TrialPlan plan, DataSplit split) {
        try (ProgressFile told = ProgressFile.open(progress, folder.run().trial(plan.id()), clock)) {
            new TrialSession(engine, told, clock, environment).trainAndPredict(folder, plan, split);
            told.ended("done");
        }
    }

    private void trainAndPredict(SweepFolder folder, TrialPlan plan, DataSplit split) {
        RecipeReader reader = new RecipeReader(Map.of());
        Recipe recipe = reader.read(folder.trialRecipe(plan.id()), List.of());
        Recipe group = reader.read(folder.shared(plan.group()).recipe(), List.of());
        SharedRows shared = SharedRows.read(group, folder.shared(plan.group()));
        Trial trial = trial(plan, recipe);
        Manifest manifest = Manifest.open(folder.run().trial(plan.id()).resolve("manifest.json"), clock);
        StudentSpec student = recipe.student().needsVocabulary()
                ? recipe.student()
                        .withTokenizer(folder.vocabulary(recipe.student().vocabularySize()))
                : recipe.student();
        new TrainStage(engine, progress, environment).train(recipe, trial, 0, student, folder.run(), shared, manifest);
        new EvaluateStage(engine, progress)
                .answer(recipe, folder.run(), trial, split, shared.data(), shared.rationales(), manifest);
    }

    private static Trial trial(TrialPlan plan, Recipe recipe) {
        SystemSpec system = recipe.systems().values().iterator().next();
        TrainingConfig config = system.training().withSeed(plan.seed());
        return new Trial(
                plan.id(),
                plan.point(),
                system.rationales(),
                plan.seed(),
                system.isLabelsOnly() ? config.labelsOnly() : config);
    }
}
