package dev.scholium.run;

import dev.scholium.augment.AugmentJob;
import dev.scholium.augment.AugmentedRows;
import dev.scholium.augment.RationaleAugmenter;
import dev.scholium.augment.RationaleSource;
import dev.scholium.data.DataSplit;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.prompt.RationaleKind;
import dev.scholium.recipe.RationaleSpec;
import dev.scholium.recipe.Recipe;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.RedactingAsker;
import dev.scholium.teacher.RetryPolicy;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherPool;
import dev.scholium.teacher.Teachers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Gets the rationales that a recipe asks for, and keeps them in the run folder. */
final class AugmentStage {

    private final Teachers teachers;
    private final Clock clock;
    private final Progress progress;

    AugmentStage(Teachers teachers, Clock clock, Progress progress) {
        this.teachers = teachers;
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
        RunRationales rationales = new RunRationales();
        TaughtSources taught = new TaughtSources(recipe, data.of(DataSplit.TRAIN));
        taught.checkAll();
        try (LazyPool pool = new LazyPool(() -> journal(recipe, folder), journal -> pool(recipe.teacher(), journal))) {
            for (Map.Entry<String, RationaleSpec> entry : recipe.rationales().entrySet()) {
                String name = entry.getKey();
                RationaleSpec spec = entry.getValue();
                RationaleKind kind = kind(name, spec, taught, manifest);
                for (DataSplit split : spec.dataSplits()) {
                    if (data.of(split).isEmpty()) {
                        continue;
                    }
                    Path file = AugmentJob.file(folder.augmented(), name, split);
                    if (!isFinished(file, name + "-" + split.word(), folder, manifest)) {
                        augment(recipe, folder, data, manifest, name, split, source(name, spec, taught, pool::get));
                    }
                    rationales.add(name, kind.name(), split, AugmentedRows.read(file));
                }
            }
        }
        return rationales;
    }

    /**
     * Whether a file need not be made: it is there, the manifest has its figures, and either all its rows were answered
     * or students have already learnt from it.
     */
    private static boolean isFinished(Path file, String id, RunFolder folder, Manifest manifest) {
        Optional<JsonNode> figures = manifest.entry("rationales", "id", id);
        if (!Files.exists(file) || figures.isEmpty()) {
            return false;
        }
        boolean unanswered = figures.get().path("rejected_by_reason").has(RationaleAugmenter.NO_ANSWER);
        return !unanswered || Files.exists(folder.trials());
    }

    private void augment(
            Recipe recipe,
            RunFolder folder,
            RunData data,
            Manifest manifest,
            String name,
            DataSplit split,
            RationaleSource source) {
        AugmentJob job = new AugmentJob(
                name,
                split,
                data.of(split),
                recipe.task().fields(),
                recipe.task().labelSet(),
                source,
                folder.augmented());
        RationaleFigures figures = RationaleFigures.of(new RationaleAugmenter().augment(job, progress));
        manifest.record("rationales", "id", figures);
        progress.say(figures.sentence());
        long unanswered = figures.rejectedByReason().getOrDefault(RationaleAugmenter.NO_ANSWER, 0L);
        if (unanswered > 0) {
            progress.say("Warning: the teacher gave no answer for " + unanswered + " rows of " + name + ", "
                    + split.word() + "; \"scholium augment\" with the same recipe asks them again before training");
        }
    }

    /** The source's kind; a prompt template that has changed since the run began is refused. */
    private static RationaleKind kind(String name, RationaleSpec spec, TaughtSources taught, Manifest manifest) {
        if (spec.isRecorded()) {
            return RationaleKind.RECORDED;
        }
        Optional<JsonNode> before = manifest.entry("prompts", "source", name);
        PromptTemplate template = PromptTemplates.find(spec.prompt());
        if (before.isPresent() && !before.get().path("sha256").asString("").equals(template.hash())) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    "prompt template " + spec.prompt() + ": has changed since this run began; put the old text back, or"
                            + " begin another run with --run-dir");
        }
        manifest.record(
                "prompts",
                "source",
                new UsedPrompt(
                        name,
                        template.name(),
                        template.version(),
                        template.hash(),
                        taught.demonstrations(name, spec).uids()));
        return template.kind();
    }

    /**
     * A prompt template in the manifest.
     *
     * @param source the source of rationales that uses it
     * @param template its name
     * @param version its version
     * @param sha256 hash of its text
     * @param demonstrations uids of the rows that are shown before a question
     */
    record UsedPrompt(String source, String template, String version, String sha256, List<String> demonstrations) {}

    private Journal journal(Recipe recipe, RunFolder folder) {
        Path file = recipe.journal().isEmpty() ? folder.defaultJournal() : Path.of(recipe.journal());
        return Journal.open(file, clock, folder.path());
    }

    /** A recipe's source of rationales; the asker is wanted only where a teacher writes them. */
    static RationaleSource source(
            String name, RationaleSpec spec, TaughtSources taught, Supplier<? extends Asker> pool) {
        if (spec.isRecorded()) {
            return new RationaleSource.Recorded(
                    spec.column(), spec.teacherLabelColumn(), TaughtSources.agreement(spec));
        }
        return taught.source(name, spec, RedactingAsker.around(pool.get()));
    }

    private TeacherPool pool(TeacherConfig config, Journal journal) {
        Integer seed = config.seed();
        return new TeacherPool(teachers.of(config), config, journal, RetryPolicy.defaults(), seed == null ? 0 : seed);
    }
}
