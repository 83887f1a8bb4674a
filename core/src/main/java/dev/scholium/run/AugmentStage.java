package dev.scholium.run;

import dev.scholium.augment.AugmentJob;
import dev.scholium.augment.AugmentSummary;
import dev.scholium.augment.AugmentedRows;
import dev.scholium.augment.RationaleAugmenter;
import dev.scholium.augment.RationaleSource;
import dev.scholium.augment.TeacherAgreement;
import dev.scholium.data.DataSplit;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.recipe.RationaleSpec;
import dev.scholium.recipe.Recipe;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.OpenAiTeacher;
import dev.scholium.teacher.RetryPolicy;
import dev.scholium.teacher.Teacher;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gets the rationales that a recipe asks for, and keeps them in the run folder. */
final class AugmentStage {

    private final Map<String, Teacher> builtInTeachers;
    private final Map<String, String> environment;
    private final Clock clock;
    private final Progress progress;

    AugmentStage(
            Map<String, Teacher> builtInTeachers, Map<String, String> environment, Clock clock, Progress progress) {
        this.builtInTeachers = builtInTeachers;
        this.environment = environment;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Gets what is not there yet.
     *
     * @param recipe what to get
     * @param folder where it goes
     * @param data rows
     * @param manifest notes what it brought
     * @return all rationales
     */
    RunRationales run(Recipe recipe, RunFolder folder, RunData data, Manifest manifest) {
        boolean asks = recipe.rationales().values().stream().anyMatch(source -> !source.isRecorded());
        if (!asks) {
            return augment(recipe, folder, data, manifest, null);
        }
        Path file = recipe.journal().isEmpty() ? folder.defaultJournal() : Path.of(recipe.journal());
        try (Journal journal = Journal.open(file, clock)) {
            return augment(recipe, folder, data, manifest, pool(recipe.teacher(), journal));
        }
    }

    private RunRationales augment(
            Recipe recipe, RunFolder folder, RunData data, Manifest manifest, @Nullable TeacherPool pool) {
        RunRationales rationales = new RunRationales();
        for (Map.Entry<String, RationaleSpec> entry : recipe.rationales().entrySet()) {
            RationaleSource source = source(entry.getValue(), pool);
            for (DataSplit split : entry.getValue().dataSplits()) {
                if (data.of(split).isEmpty()) {
                    continue;
                }
                AugmentJob job = new AugmentJob(
                        entry.getKey(),
                        split,
                        data.of(split),
                        recipe.task().fields(),
                        recipe.task().labelSet(),
                        source,
                        folder.augmented());
                if (!Files.exists(job.file())) {
                    AugmentSummary summary = new RationaleAugmenter().augment(job, progress);
                    manifest.record("rationales", "id", RationaleFigures.of(summary));
                    progress.say(RationaleFigures.of(summary).sentence());
                }
                rationales.add(entry.getKey(), source.kind().name(), split, AugmentedRows.read(job.file()));
            }
        }
        return rationales;
    }

    private static RationaleSource source(RationaleSpec spec, @Nullable TeacherPool pool) {
        if (spec.isRecorded() || pool == null) {
            return new RationaleSource.Recorded(
                    spec.column(),
                    spec.teacherLabelColumn(),
                    spec.teacherAgreement().equals("required") ? TeacherAgreement.REQUIRED : TeacherAgreement.ANY);
        }
        return new RationaleSource.Taught(PromptTemplates.find(spec.prompt()), pool);
    }

    private TeacherPool pool(TeacherConfig config, Journal journal) {
        return new TeacherPool(teacher(config), config, journal, RetryPolicy.defaults(), config.seed());
    }

    private Teacher teacher(TeacherConfig config) {
        if (config.provider().equals(TeacherConfig.OPENAI)) {
            return OpenAiTeacher.of(config, environment, clock);
        }
        Teacher builtIn = builtInTeachers.get(config.model());
        if (builtIn == null) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "teacher.model: no built-in teacher is called " + config.model() + ", only "
                            + builtInTeachers.keySet());
        }
        return builtIn;
    }
}
