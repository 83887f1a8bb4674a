package dev.scholium.run;

import dev.scholium.augment.RationaleSource;
import dev.scholium.augment.RequestTally;
import dev.scholium.augment.Rounds;
import dev.scholium.augment.TaughtReplies;
import dev.scholium.augment.TaughtReply;
import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.pilot.Contrast;
import dev.scholium.pilot.PilotPlan;
import dev.scholium.pilot.PilotReply;
import dev.scholium.pilot.PilotResults;
import dev.scholium.pilot.PilotSample;
import dev.scholium.pilot.TemplateFigures;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.prompt.Prompter;
import dev.scholium.recipe.RationaleSpec;
import dev.scholium.recipe.Recipe;
import dev.scholium.teacher.AskSummary;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.RequestHash;
import dev.scholium.teacher.price.Usd;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a sample of the training rows by several templates, and says what came back.
 *
 * <p>The questions are those that a run asks about the same rows, so its journal has their answers later.
 */
final class PilotStage {

    private final Supplier<? extends Asker> asker;
    private final Clock clock;
    private final Progress progress;

    PilotStage(Supplier<? extends Asker> asker, Clock clock, Progress progress) {
        this.asker = asker;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Carries a pilot out.
     *
     * @param recipe whose sources are those of the pilot
     * @param data its rows
     * @param plan what to ask
     * @param command how the user started it
     * @return what came back
     */
    PilotResults run(Recipe recipe, RunData data, PilotPlan plan, String command) {
        List<Example> train = data.of(DataSplit.TRAIN);
        List<Example> rows = PilotSample.choose(train, plan.rows(), plan.seed());
        TaughtSources taught = new TaughtSources(recipe, train);
        taught.checkAll();
        List<Asked> asked = new ArrayList<>();
        AskSummary asking = AskSummary.NONE;
        for (Map.Entry<String, RationaleSpec> source : recipe.rationales().entrySet()) {
            Asked next = new Asked(source.getKey(), source.getValue(), recipe, taught);
            asking = asking.plus(next.ask(rows));
            asked.add(next);
        }
        List<TemplateFigures> figures = new ArrayList<>();
        List<Contrast.Replies> replies = new ArrayList<>();
        for (Asked template : asked) {
            List<PilotReply> said = rows.stream().map(template::reply).toList();
            figures.add(TemplateFigures.of(template.described(train), said, template.checks.names(), plan.seed()));
            replies.add(new Contrast.Replies(
                    template.name, template.template().reply().namesLabel(), template.checks.names(), said));
        }
        Usd cost = asking.cost();
        return new PilotResults(
                PilotResults.FORMAT_VERSION,
                recipe.name(),
                recipe.teacher().model(),
                DataSplit.TRAIN.word(),
                train.size(),
                rows.size(),
                plan.seed(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                Machine.current().scholiumVersion(),
                command,
                asking.asked(),
                cost == null ? null : cost.dollars(),
                figures,
                contrasts(replies),
                shown(rows, replies, plan.shown()));
    }

    private static List<Contrast> contrasts(List<Contrast.Replies> replies) {
        List<Contrast> contrasts = new ArrayList<>();
        for (int a = 0; a < replies.size(); a++) {
            for (int b = a + 1; b < replies.size(); b++) {
                contrasts.addAll(Contrast.between(replies.get(a), replies.get(b)));
            }
        }
        return contrasts;
    }

    private static List<PilotResults.ShownRow> shown(List<Example> rows, List<Contrast.Replies> templates, int count) {
        List<PilotResults.ShownRow> shown = new ArrayList<>();
        int most = Math.min(count, rows.size());
        for (int i = 0; i < most; i++) {
            int number = (int) ((long) i * rows.size() / most); // from all over the sample
            Map<String, PilotResults.Said> said = new LinkedHashMap<>();
            for (Contrast.Replies template : templates) {
                PilotReply reply = template.replies().get(number);
                said.put(
                        template.name(),
                        new PilotResults.Said(
                                reply.reply(),
                                reply.rationale(),
                                reply.problem(),
                                reply.teacherLabel(),
                                reply.faults()));
            }
            Example row = rows.get(number);
            shown.add(new PilotResults.ShownRow(row.uid(), row.label(), row.fields(), said));
        }
        return shown;
    }

    /** One template on its way through the pilot. */
    private final class Asked {
        private final String name;
        private final RationaleSource.Taught source;
        private final TaughtReplies replies;
        private final PilotChecks checks;

        Asked(String name, RationaleSpec spec, Recipe recipe, TaughtSources taught) {
            this.name = name;
            this.source = (RationaleSource.Taught) AugmentStage.source(name, spec, taught, asker);
            Prompter prompter = taught.prompter(name, spec);
            this.replies = new TaughtReplies(prompter, source.asker());
            this.checks = new PilotChecks(source, spec.checks(), recipe.task().labelSet());
        }

        PromptTemplate template() {
            return source.template();
        }

        AskSummary ask(List<Example> rows) {
            return new Rounds(source.asker(), name + ", pilot")
                    .ask(
                            rows.stream().map(replies::question),
                            rows.size(),
                            () -> rows.stream()
                                    .map(row -> replies.of(replies.question(row)))
                                    .filter(TaughtReply.Pending.class::isInstance)
                                    .map(TaughtReply::question),
                            progress);
        }

        PilotReply reply(Example row) {
            TaughtReply found = replies.of(replies.question(row));
            RequestTally tally = new RequestTally(source.asker());
            found.answers().forEach(tally::count);
            @Nullable Usd cost = tally.cost();
            return new PilotReplyReader(checks).read(row, found, tally.usage(), cost == null ? null : cost.dollars());
        }

        TemplateFigures.AskedTemplate described(List<Example> train) {
            Set<RequestHash> questions = new HashSet<>();
            train.forEach(row -> questions.add(source.asker().hash(replies.question(row))));
            return new TemplateFigures.AskedTemplate(
                    name,
                    template().name(),
                    template().version(),
                    template().hash(),
                    source.demonstrations().uids().size(),
                    template().reply().namesLabel(),
                    questions.size());
        }
    }
}
