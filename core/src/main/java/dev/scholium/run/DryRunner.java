package dev.scholium.run;

import dev.scholium.augment.AugmentJob;
import dev.scholium.augment.Forecast;
import dev.scholium.augment.Forecaster;
import dev.scholium.augment.RationaleSource;
import dev.scholium.augment.rows.RowForecaster;
import dev.scholium.data.DataSplit;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.RationaleSpec;
import dev.scholium.recipe.Recipe;
import dev.scholium.teacher.JournalAsker;
import dev.scholium.teacher.JournalView;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.Teachers;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.TeacherPrice;
import dev.scholium.teacher.price.Usd;
import dev.scholium.teacher.privacy.RedactionRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what a recipe's teacher would be asked: needs no key, sends nothing, writes nothing. */
final class DryRunner {

    private final Teachers teachers;
    private final Progress progress;

    DryRunner(Teachers teachers, Progress progress) {
        this.teachers = teachers;
        this.progress = progress;
    }

    DryRun run(Recipe recipe, RunFolder folder) {
        RunData data = RunData.read(recipe);
        return run(recipe, folder, data, data);
    }

    /** Of all the data, which demonstrations are chosen from, some rows are asked about. */
    DryRun run(Recipe recipe, RunFolder folder, RunData all, RunData data) {
        TeacherConfig config = recipe.teacher();
        TeacherPrice listed = TeacherPrice.of(config);
        TeacherPrice price = config.delivery().equals("batch") ? listed.batch() : listed;
        Path file = recipe.journal().isEmpty() ? folder.defaultJournal() : Path.of(recipe.journal());
        try (JournalView journal = JournalView.open(file, folder.path())) {
            JournalAsker teacher = new JournalAsker(teachers.identity(config), config, journal);
            Forecaster forecaster = new Forecaster(teacher, price, journal);
            List<Forecast> sources = rationales(recipe, folder, all, data, forecaster);
            sources.addAll(newRows(recipe, folder, data, forecaster));
            Forecast total = Forecast.total(sources);
            Usd spent = journal.spentAndReserved();
            ModelPrice token = price.price();
            return new DryRun(
                    config.model(),
                    token == null ? "" : token.perMillion(),
                    price.origin(),
                    token == null && !config.allowUnpriced(),
                    forecaster.countsInput(),
                    forecaster.outputBasis(),
                    config.redact().stream().map(RedactionRule::name).toList(),
                    sources.stream().map(DryRun.Line::of).toList(),
                    DryRun.Line.of(total),
                    forecaster.answersToOtherPrompts(),
                    journal.unresolved(),
                    spent.dollars(),
                    config.budgetUsd(),
                    verdict(config.budgetUsd(), spent, total),
                    Math.round(100.0 * (total.toAsk() + total.likelyThen()) / config.maxRequestsPerMinute()) / 100.0);
        }
    }

    private List<Forecast> rationales(
            Recipe recipe, RunFolder folder, RunData all, RunData data, Forecaster forecaster) {
        List<Forecast> sources = new ArrayList<>();
        TaughtSources taught = new TaughtSources(recipe, all.of(DataSplit.TRAIN));
        taught.checkAll();
        for (Map.Entry<String, RationaleSpec> entry : recipe.rationales().entrySet()) {
            RationaleSpec spec = entry.getValue();
            if (spec.isRecorded()) {
                continue;
            }
            RationaleSource source = AugmentStage.source(entry.getKey(), spec, taught, forecaster::asker);
            for (DataSplit split : spec.dataSplits()) {
                if (!data.of(split).isEmpty()) {
                    sources.add(forecaster.of(
                            new AugmentJob(
                                    entry.getKey(),
                                    split,
                                    data.of(split),
                                    recipe.task().fields(),
                                    recipe.task().labelSet(),
                                    source,
                                    folder.augmented(),
                                    spec.checks()),
                            progress));
                }
            }
        }
        return sources;
    }

    private List<Forecast> newRows(Recipe recipe, RunFolder folder, RunData data, Forecaster forecaster) {
        NewRowSources sources = new NewRowSources(recipe, forecaster::asker);
        RowForecaster rows = new RowForecaster(forecaster, progress);
        List<Forecast> forecasts = new ArrayList<>();
        recipe.augmentations().forEach((name, spec) -> {
            if (spec.rowMethod().asksTeacher()) {
                forecasts.add(rows.of(sources.job(name, data, folder)));
            }
        });
        return forecasts;
    }

    private static String verdict(@Nullable Double budget, Usd spent, Forecast total) {
        Forecast.Cost cost = total.cost();
        if (cost == null) {
            return "the cost is unknown: no price is known for this model";
        }
        if (budget == null) {
            return "there is no budget; set teacher.budget_usd to have one held";
        }
        Usd left = Usd.of(budget).minus(spent);
        String leftText = String.format(Locale.ROOT, "%.4f USD left of the budget", left.dollars());
        if (cost.worst().compareTo(left) <= 0) {
            return leftText + " suffice even at the worst";
        }
        return cost.expected().compareTo(left) <= 0
                ? leftText + " suffice at the expected cost, but not at the worst: the run may stop before its end"
                : leftText + " do not suffice: the run is expected to stop before its end";
    }
}
