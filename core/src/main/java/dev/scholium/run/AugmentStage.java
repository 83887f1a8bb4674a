package dev.scholium.run;

import dev.scholium.augment.AugmentJob;
import dev.scholium.augment.AugmentedRows;
import dev.scholium.augment.JudgeTally;
import dev.scholium.augment.RationaleAugmenter;
import dev.scholium.augment.RationaleEdits;
import dev.scholium.augment.RationaleSource;
import dev.scholium.augment.check.ChecksSpec;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Gets the rationales that a recipe asks for, and keeps them in the run folder. */
final class AugmentStage {

    private final RunAskers askers;
    private final Progress progress;

    AugmentStage(RunAskers askers, Progress progress) {
        this.askers = askers;
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
        RunMoney money = new RunMoney(recipe.teacher(), progress);
        try (LazyAsker asker = openAsker(recipe, folder, money)) {
            try {
                if (RunAskers.isByBatch(recipe.teacher())) {
                    sendAhead(recipe, folder, data, taught, manifest, asker);
                }
                RunEdits edits = RunEdits.read(folder, manifest);
                edits.sayWhatWaits(folder, progress);
                for (Map.Entry<String, RationaleSpec> entry :
                        recipe.rationales().entrySet()) {
                    String name = entry.getKey();
                    RationaleSpec spec = entry.getValue();
                    RationaleKind kind = kind(name, spec, taught, manifest);
                    for (DataSplit split : spec.dataSplits()) {
                        if (data.of(split).isEmpty()) {
                            continue;
                        }
                        Path file = AugmentJob.file(folder.augmented(), name, split);
                        if (!isFinished(file, manifest.entry("rationales", "id", name + "-" + split.word()), folder)) {
                            augment(
                                    recipe,
                                    folder,
                                    data,
                                    manifest,
                                    name,
                                    split,
                                    source(name, spec, taught, asker::get));
                        }
                        RationaleEdits.Laid laid = edits.over(name, split, AugmentedRows.read(file));
                        edits.record(name, split, laid, manifest, progress);
                        rationales.add(name, kind.name(), split, laid.texts());
                    }
                }
            } finally {
                asker.journal().ifPresent(journal -> money.record(journal, manifest));
            }
        }
        return rationales;
    }

    /**
     * Whether a file need not be made: it is there, the manifest has its figures, and either all its rows were answered
     * and judged where they should be, or students have already learnt from it.
     */
    static boolean isFinished(Path file, Optional<JsonNode> figures, RunFolder folder) {
        if (!Files.exists(file) || figures.isEmpty()) {
            return false;
        }
        boolean unanswered = figures.get().path("rejected_by_reason").has(RationaleAugmenter.NO_ANSWER);
        boolean unjudged = figures.get().path("judge").path("unanswered").asLong(0) > 0;
        return !(unanswered || unjudged) || Files.exists(folder.trials());
    }

    /** All sources' questions go to the provider before any is waited for: each wait may take a day. */
    private void sendAhead(
            Recipe recipe, RunFolder folder, RunData data, TaughtSources taught, Manifest manifest, LazyAsker asker) {
        for (Map.Entry<String, RationaleSpec> entry : recipe.rationales().entrySet()) {
            String name = entry.getKey();
            RationaleSpec spec = entry.getValue();
            kind(name, spec, taught, manifest); // nothing is sent by a template that has changed
            for (DataSplit split : spec.dataSplits()) {
                Path file = AugmentJob.file(folder.augmented(), name, split);
                boolean open = !spec.isRecorded()
                        && !data.of(split).isEmpty()
                        && !isFinished(file, manifest.entry("rationales", "id", name + "-" + split.word()), folder);
                if (open) {
                    RationaleSource source = source(name, spec, taught, asker::get);
                    new RationaleAugmenter().sendAhead(job(recipe, folder, data, name, split, source), progress);
                }
            }
        }
    }

    /** What is looked for in a source's rationales. */
    static ChecksSpec checks(Recipe recipe, String name) {
        RationaleSpec spec = recipe.rationales().get(name);
        return spec == null ? ChecksSpec.defaults() : spec.checks();
    }

    static AugmentJob job(
            Recipe recipe, RunFolder folder, RunData data, String name, DataSplit split, RationaleSource source) {
        return new AugmentJob(
                name,
                split,
                data.of(split),
                recipe.task().fields(),
                recipe.task().labelSet(),
                source,
                folder.augmented(),
                checks(recipe, name));
    }

    private void augment(
            Recipe recipe,
            RunFolder folder,
            RunData data,
            Manifest manifest,
            String name,
            DataSplit split,
            RationaleSource source) {
        AugmentJob job = job(recipe, folder, data, name, split, source);
        RationaleFigures figures = RationaleFigures.of(new RationaleAugmenter().augment(job, progress));
        manifest.record("rationales", "id", figures);
        progress.say(figures.sentence());
        long unanswered = figures.rejectedByReason().getOrDefault(RationaleAugmenter.NO_ANSWER, 0L);
        JudgeTally judge = figures.judge();
        if (judge != null && judge.unanswered() > 0) {
            progress.say("Warning: the judge gave no answer for " + judge.unanswered() + " rows of " + name + ", "
                    + split.word() + ", which are kept; \"scholium augment\" asks it again before training");
        }
        if (unanswered > 0) {
            progress.say("Warning: the teacher gave no answer for " + unanswered + " rows of " + name + ", "
                    + split.word() + "; \"scholium augment\" with the same recipe asks them again before training");
        }
    }

    /**
     * Notes a prompt template.
     *
     * @throws ScholiumException if it has changed since the run began
     */
    static void recordPrompt(String source, PromptTemplate template, List<String> demonstrations, Manifest manifest) {
        Optional<JsonNode> before = manifest.entry("prompts", "source", source);
        if (before.isPresent() && !before.get().path("sha256").asString("").equals(template.hash())) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    "prompt template " + template.name() + ": has changed since this run began; put the old text back,"
                            + " or begin another run with --run-dir");
        }
        manifest.record(
                "prompts",
                "source",
                new UsedPrompt(source, template.name(), template.version(), template.hash(), demonstrations));
    }

    /** The source's kind. */
    static RationaleKind kind(String name, RationaleSpec spec, TaughtSources taught, Manifest manifest) {
        if (spec.isRecorded()) {
            return RationaleKind.RECORDED;
        }
        PromptTemplate template = PromptTemplates.find(spec.prompt());
        recordPrompt(name, template, taught.demonstrations(name, spec).uids(), manifest);
        if (spec.checks().judge().isOn()) {
            recordPrompt(name + " (judge)", PromptTemplates.judge(), List.of(), manifest);
        }
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

    /** The recipe's teacher with its journal, opened when it is needed. */
    LazyAsker openAsker(Recipe recipe, RunFolder folder, RunMoney money) {
        return new LazyAsker(
                () -> money.opened(askers.journal(recipe, folder)), journal -> askers.asker(recipe.teacher(), journal));
    }

    /** A recipe's source of rationales; the asker is wanted only where a teacher writes them. */
    static RationaleSource source(
            String name, RationaleSpec spec, TaughtSources taught, Supplier<? extends Asker> asker) {
        if (spec.isRecorded()) {
            return new RationaleSource.Recorded(
                    spec.column(), spec.teacherLabelColumn(), TaughtSources.agreement(spec));
        }
        return taught.source(name, spec, asker.get());
    }
}
