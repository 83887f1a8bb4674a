package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.evaluate.Baselines;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.pilot.PilotPlan;
import dev.scholium.pilot.PilotResults;
import dev.scholium.pilot.PilotSample;
import dev.scholium.progress.Progress;
import dev.scholium.progress.ProgressFile;
import dev.scholium.recipe.Recipe;
import dev.scholium.report.ReportWriter;
import dev.scholium.student.StudentEngine;
import dev.scholium.teacher.Teacher;
import dev.scholium.teacher.Teachers;
import dev.scholium.teacher.batch.BatchPolicy;
import dev.scholium.track.RunTracking;
import dev.scholium.world.WorldTeacher;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Carries a recipe out in a run folder, stage by stage.
 *
 * <p>What is finished is not done again, so a killed run goes on when it is started again with the same recipe. A
 * folder that holds another recipe's run is refused, and so are two processes in one folder.
 */
public final class Runner {

    private final StudentEngine engine;
    private final Progress progress;
    private final Teachers teachers;
    private final Clock clock;
    private final BatchPolicy policy;
    private final Map<String, String> environment;

    /**
     * A runner with the built-in teachers, on the system's clock and environment.
     *
     * @param engine trains and opens students
     * @param progress is told how far the run is
     */
    public Runner(StudentEngine engine, Progress progress) {
        this(engine, progress, Map.of(WorldTeacher.MODEL, new WorldTeacher()), Clock.systemUTC(), System.getenv());
    }

    /**
     * A runner.
     *
     * @param engine trains and opens students
     * @param progress is told how far the run is
     * @param builtInTeachers teachers in this process by the model name that a recipe gives them
     * @param clock for the manifest's times
     * @param environment the process's environment, where keys are looked up
     */
    public Runner(
            StudentEngine engine,
            Progress progress,
            Map<String, Teacher> builtInTeachers,
            Clock clock,
            Map<String, String> environment) {
        this(
                engine,
                progress,
                new Teachers(builtInTeachers, environment, clock),
                clock,
                BatchPolicy.defaults(),
                environment);
    }

    private Runner(
            StudentEngine engine,
            Progress progress,
            Teachers teachers,
            Clock clock,
            BatchPolicy policy,
            Map<String, String> environment) {
        this.engine = engine;
        this.progress = progress;
        this.teachers = teachers;
        this.clock = clock;
        this.policy = policy;
        this.environment = Map.copyOf(environment);
    }

    /** {@return the same, but it ends when a teacher's batch jobs are submitted: with an exception of exit code 0} */
    public Runner withoutWaiting() {
        return new Runner(engine, progress, teachers, clock, policy.withoutWaiting(), environment);
    }

    /**
     * Carries a recipe out as far as a stage.
     *
     * @param recipe what to do
     * @param folder where; made when missing
     * @param last the last stage to do
     * @param command how the user started it, for the manifest
     * @throws ScholiumException if something cannot be done; what is finished by then stays
     */
    public void run(Recipe recipe, RunFolder folder, Stage last, String command) {
        try (AutoCloseable lock = folder.lock();
                ProgressFile told = ProgressFile.open(progress, folder.path(), clock)) {
            KeptRecipe.keep(recipe, folder);
            Manifest manifest = Manifest.open(folder.manifest(), clock);
            manifest.begin(recipe.name(), recipe.note(), command, Machine.current());
            long started = System.nanoTime();
            String status = "failed";
            try {
                new Runner(engine, told, teachers, clock, policy, environment).stages(recipe, folder, last, manifest);
                status = last == Stage.REPORT ? "done" : "done up to " + last.word();
            } catch (ScholiumException e) {
                status = switch (e.exitCode()) {
                    case INTERRUPTED -> "interrupted";
                    case DONE -> "waiting: " + e.getMessage();
                    default -> "failed: " + e.getMessage();
                };
                throw e;
            } finally {
                manifest.end(status, secondsSince(started));
                told.ended(status);
            }
            if (last == Stage.REPORT) {
                new ReportWriter().write(folder.path()); // last, so that it tells the run's own end
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ScholiumException(ExitCode.FAILED, folder.path() + ": cannot be unlocked: " + e.getMessage(), e);
        }
    }

    /**
     * Writes a run's rationales anew from the journal alone, after a change of the parser or of the checks. Nothing is
     * asked, and no key is needed.
     *
     * @param recipe the run's own, perhaps with other checks
     * @param folder where it is
     * @param force whether students may become stale that learnt from the rationales before
     * @param command how the user started it, for the manifest
     * @throws ScholiumException if there is no journal, if there are students and no force, if the recipe or the data
     *     differ in more than checks, or if something cannot be read or written
     */
    public void rebuild(Recipe recipe, RunFolder folder, boolean force, String command) {
        Rebuild.check(recipe, folder, force);
        try (AutoCloseable lock = folder.lock()) {
            Manifest manifest = Manifest.open(folder.manifest(), clock);
            RunData data = RunData.read(recipe);
            data.checkUnchanged(manifest);
            KeptRecipe.keepWithOtherChecks(recipe, folder);
            manifest.begin(recipe.name(), recipe.note(), command, Machine.current());
            long started = System.nanoTime();
            String status = "failed";
            try {
                new Rebuild(teachers, progress).run(recipe, folder, data, manifest);
                status = Files.exists(folder.trials())
                        ? "rationales rebuilt from the journal; students and results are stale"
                        : "rationales rebuilt from the journal";
            } finally {
                manifest.end(status, secondsSince(started));
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ScholiumException(ExitCode.FAILED, folder.path() + ": cannot be unlocked: " + e.getMessage(), e);
        }
    }

    /**
     * Says what the recipe's teacher would be asked and what that would cost. Nothing is sent or written, and no key is
     * needed.
     *
     * @param recipe what would be done
     * @param folder where
     * @return requests, tokens and cost
     * @throws ScholiumException if the data, a prompt template, a file of prices or the journal cannot be read
     */
    public DryRun dryRun(Recipe recipe, RunFolder folder) {
        return new DryRunner(teachers, progress).run(recipe, folder);
    }

    /**
     * Asks a sample of the training rows by several templates, and writes what came back to the folder's {@code pilot}.
     * A stopped pilot goes on when it is started again; a run with the same journal finds its answers there.
     *
     * @param recipe whose data and teacher are used
     * @param folder where; made when missing
     * @param plan what to ask
     * @param command how the user started it
     * @return what came back
     * @throws ScholiumException if the teacher cannot be asked any further, or something cannot be read or written
     */
    public PilotResults pilot(Recipe recipe, RunFolder folder, PilotPlan plan, String command) {
        Recipe trying = recipe.trying(PilotSources.of(recipe, plan.prompts()));
        RunData data = RunData.read(trying);
        RunAskers askers = new RunAskers(teachers, clock, policy);
        try (AutoCloseable lock = folder.lock();
                LazyAsker asker = new LazyAsker(
                        () -> askers.journal(trying, folder), journal -> askers.asker(trying.teacher(), journal))) {
            PilotResults results = new PilotStage(asker::get, clock, progress).run(trying, data, plan, command);
            results.write(folder.pilot().resolve("pilot.json"));
            new ReportWriter().writePilot(folder.pilot());
            return results;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ScholiumException(ExitCode.FAILED, folder.path() + ": cannot be unlocked: " + e.getMessage(), e);
        }
    }

    /**
     * Says what a pilot would ask and what that would cost. Nothing is sent or written, and no key is needed.
     *
     * @param recipe whose data and teacher would be used
     * @param folder where
     * @param plan what would be asked
     * @return requests, tokens and cost
     * @throws ScholiumException if the data, a prompt template, a file of prices or the journal cannot be read
     */
    public DryRun pilotDryRun(Recipe recipe, RunFolder folder, PilotPlan plan) {
        Recipe trying = recipe.trying(PilotSources.of(recipe, plan.prompts()));
        RunData data = RunData.read(trying);
        List<Example> rows = PilotSample.choose(data.of(DataSplit.TRAIN), plan.rows(), plan.seed());
        return new DryRunner(teachers, progress).run(trying, folder, data, data.only(DataSplit.TRAIN, rows));
    }

    private void stages(Recipe recipe, RunFolder folder, Stage last, Manifest manifest) {
        RunData data = timed(Stage.DATA, manifest, () -> {
            RunData read = RunData.read(recipe);
            if (KeptRecipe.hasResults(folder)) {
                read.checkUnchanged(manifest);
            }
            read.inputs().forEach(input -> manifest.record("inputs", "split", input));
            return read;
        });
        if (last == Stage.DATA) {
            return;
        }
        AugmentStage augment = new AugmentStage(new RunAskers(teachers, clock, policy), progress);
        RunRationales rationales = timed(Stage.AUGMENT, manifest, () -> augment.run(recipe, folder, data, manifest));
        TrainingRows rows = timed(
                Stage.AUGMENT,
                manifest,
                () -> new TrainingRows(
                        recipe, data, new NewRowsStage(augment, progress).run(recipe, folder, data, manifest)));
        if (last == Stage.AUGMENT) {
            return;
        }
        if (last != Stage.TRAIN) { // a slice that cannot be cut is told before hours are spent
            new SliceStage(recipe, folder, data, Baselines.of(""))
                    .cut(recipe.evaluation().slices());
        }
        RunTracking tracking = new RunTracking(folder.path(), recipe.tracking(), environment);
        timed(Stage.TRAIN, manifest, () -> {
            new TrainStage(engine, progress, environment).run(recipe, folder, data, rows, rationales, manifest);
            return folder;
        });
        if (last == Stage.TRAIN) {
            tracking.finish(progress);
            return;
        }
        timed(Stage.EVALUATE, manifest, () -> {
            new EvaluateStage(engine, progress).run(recipe, folder, data, rationales, manifest);
            return folder;
        });
        tracking.finish(progress);
    }

    private <T> T timed(Stage stage, Manifest manifest, java.util.function.Supplier<T> work) {
        long started = System.nanoTime();
        T result = work.get();
        manifest.stage(stage, secondsSince(started));
        return result;
    }

    private static double secondsSince(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
