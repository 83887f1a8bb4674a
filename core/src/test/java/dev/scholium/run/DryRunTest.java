package dev.scholium.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.data.DataSplit;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.DemonstrationPool;
import dev.scholium.prompt.Prompt;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.prompt.Prompter;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.RequestHash;
import dev.scholium.teacher.TeacherIdentity;
import dev.scholium.teacher.Teachers;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.TokenEstimate;
import dev.scholium.teacher.price.Usd;
import dev.scholium.teacher.privacy.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {

    private static final Teachers TEACHERS = new Teachers(Map.of(), Map.of(), Clock.systemUTC());

    @TempDir
    Path folder;

    @BeforeEach
    void writeRows() throws IOException {
        StringBuilder rows = new StringBuilder("uid,premise,hypothesis,label\n");
        for (int i = 0; i < 40; i++) { // every premise stands there twice
            rows.append(i)
                    .append(",House ")
                    .append(i / 2)
                    .append(" is red.,House ")
                    .append(i)
                    .append(" has a colour.,neutral\n");
        }
        Files.writeString(folder.resolve("rows.csv"), rows.toString());
    }

    private Recipe recipe(String... overrides) {
        String text = """
                name: dry
                data:
                  train: {file: rows.csv, format: columns, columns: {uid: uid, premise: premise, hypothesis: hypothesis, label: label}}
                  dev: {file: rows.csv, format: columns, columns: {uid: uid, premise: premise, hypothesis: hypothesis, label: label}}
                evaluation: {splits: [dev]}
                student: {size: tiny}
                rationales:
                  extraction: {prompt: extraction, splits: [train]}
                """;
        return new RecipeReader(Map.of()).read("dry.yaml", text, folder, List.of(overrides));
    }

    private DryRun dryRun(Recipe recipe) {
        return new DryRunner(TEACHERS, Progress.none()).run(recipe, new RunFolder(folder.resolve("run")));
    }

    private void answer(TeacherIdentity teacher, Prompt prompt, int completionTokens) {
        try (Journal journal =
                Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC(), folder.resolve("run"))) {
            Question question = Question.of(prompt);
            RequestHash hash = RequestHash.of(teacher, question);
            journal.claim(hash, teacher, question, Usd.of(0.01));
            Completion completion =
                    new Completion("It is so.", "stop", new TokenUsage(50, completionTokens), "m", Duration.ZERO, "{}");
            journal.answered(hash, completion, 1, Usd.of(0.002));
        }
    }

    private static Prompt prompt(Recipe recipe, int row) {
        PromptTemplate template = PromptTemplates.find("extraction");
        return new Prompter(template, recipe.task().labelSet(), DemonstrationPool.written(template.demonstrations()))
                .prompt(RunData.read(recipe).of(DataSplit.TRAIN).get(row));
    }

    @Test
    void countsWhatWouldBeAskedAndWritesNothing() throws IOException {
        Recipe recipe = recipe("teacher.budget_usd=0.5");
        DryRun dry = dryRun(recipe);

        DryRun.Line all = dry.total();
        assertThat(List.of(all.rows(), all.questions(), all.inJournal(), all.toAsk()))
                .containsExactly(40L, 20L, 0L, 20L);
        assertThat(dry.tokensCounted()).isTrue();
        assertThat(all.input().low()).isEqualTo(all.input().high()).isPositive();
        ModelPrice price = ModelPrice.perMillion(0.5, 0.5, 1.5);
        Usd worst = Usd.ZERO;
        for (int i = 0; i < 40; i += 2) {
            worst = worst.plus(price.most(TokenEstimate.of(prompt(recipe, i), recipe.teacher())));
        }
        assertThat(all.worstUsd()).isEqualTo(worst.dollars());
        assertThat(all.savedUsd()).isCloseTo(all.expectedUsd(), within(1e-9)); // half of the rows share a question
        assertThat(all.lowUsd()).isLessThan(all.expectedUsd());
        assertThat(dry.verdict()).isEqualTo("0.5000 USD left of the budget suffice even at the worst");
        assertThat(dry.priceOrigin()).isEqualTo("the built-in table of 2026-11-26");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).containsExactly("rows.csv");
        }
    }

    @Test
    void countsNoAnswerOfAnotherPromptOrOtherSettings() {
        Recipe recipe = recipe();
        TeacherIdentity teacher = TEACHERS.identity(recipe.teacher());
        answer(teacher, prompt(recipe, 0), 30);
        answer(teacher, new Prompt("", "An older prompt about row 0"), 30);
        TeacherIdentity hotter = TEACHERS.identity(recipe.teacher().with("temperature", 1));
        answer(hotter, prompt(recipe, 2), 30);

        DryRun dry = dryRun(recipe);
        assertThat(dry.total().inJournal()).isEqualTo(1);
        assertThat(dry.total().toAsk()).isEqualTo(19);
        assertThat(dry.answersToOtherPrompts()).isEqualTo(1);
        assertThat(dry.total().changed()).isEqualTo(1);
        assertThat(dry.spentUsd()).isEqualTo(0.006);
        assertThat(dryRun(recipe("teacher.budget_usd=0.0061")).verdict())
                .isEqualTo("0.0001 USD left of the budget do not suffice: the run is expected to stop before its end");
        assertThat(dryRun(recipe("teacher.max_retries=9", "training.epochs=9"))
                        .total()
                        .toAsk())
                .as("changing limits or training buys nothing")
                .isEqualTo(19);
        assertThat(dryRun(recipe("teacher.max_tokens=300")).total().toAsk()).isEqualTo(20);
    }

    @Test
    void saysThatAnUnpricedModelWouldBeRefused() {
        DryRun dry = dryRun(recipe("teacher.model=somebody-elses-model"));
        assertThat(dry.unpricedRefused()).isTrue();
        assertThat(dry.total().worstUsd()).isNull();
        assertThat(dry.verdict()).isEqualTo("the cost is unknown: no price is known for this model");
    }

    @Test
    void countsTheStepsOfNewRowsUntilTheirLimit() {
        Recipe recipe = recipe("augmentations={again: {method: paraphrase, rows: 7}, back: {method: back-translation},"
                + " other: {method: counterfactual, per_row: 2}, edited: {method: word-edits}}");
        DryRun dry = dryRun(recipe);

        assertThat(dry.sources().subList(1, 4))
                .extracting(
                        DryRun.Line::name,
                        DryRun.Line::split,
                        DryRun.Line::toAsk,
                        DryRun.Line::likelyThen,
                        DryRun.Line::mostThen)
                .containsExactly(
                        tuple("again", "new rows", 7L, 0L, 33L), // none of the seven may be taken
                        tuple("back", "new rows", 40L, 40L, 40L),
                        tuple("other", "new rows", 80L, 80L, 160L)); // verified, whose form may need a repair
        assertThat(dry.total().toAsk()).isEqualTo(20 + 127);
        assertThat(dry.total().expectedUsd()).isLessThan(dry.total().worstNextUsd());
        assertThat(dry.total().worstNextUsd()).isLessThan(dry.total().worstUsd());
    }

    @Test
    void stopsCountingNewRowsAtTheirCost() {
        String limited = "augmentations.again={method: paraphrase, ";
        DryRun.Line one = dryRun(recipe(limited + "rows: 1}")).sources().get(1);
        double cost = 5.5 * requireNonNull(one.expectedUsd());
        assertThat(dryRun(recipe(limited + "cost_usd: " + cost + "}"))
                        .sources()
                        .get(1)
                        .toAsk())
                .isBetween(5L, 7L);
    }

    @Test
    void countsWhatIsSentWithoutThePrivateTextsInIt() throws IOException {
        String rows = Files.readString(folder.resolve("rows.csv"));
        long plain = dryRun(recipe()).total().input().expected();
        Files.writeString(
                folder.resolve("rows.csv"), rows.replace("House ", "The house of very.long.name@mail.example.org "));
        long unredacted = dryRun(recipe()).total().input().expected();
        Recipe recipe = recipe("teacher.redact=[email]");
        answer(
                TEACHERS.identity(recipe.teacher()),
                new Redactor(recipe.teacher().redact())
                        .redact(prompt(recipe, 0))
                        .prompt(),
                30);
        DryRun dry = dryRun(recipe);

        assertThat(dry.redact()).containsExactly("email");
        assertThat(dry.total().inJournal())
                .as("found under the redacted prompt")
                .isEqualTo(1);
        assertThat(dry.total().toAsk()).isEqualTo(19);
        assertThat(dry.answersToOtherPrompts()).isZero();
        assertThat(dry.total().input().expected()).isBetween(plain, unredacted - 19 * 4);
    }

    @Test
    void saysWhichRequestsMayBePaidTwice() {
        Recipe recipe = recipe();
        TeacherIdentity teacher = TEACHERS.identity(recipe.teacher());
        try (Journal journal =
                Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC(), folder.resolve("run"))) {
            Question question = Question.of(prompt(recipe, 4));
            journal.claim(RequestHash.of(teacher, question), teacher, question, Usd.of(0.01));
            assertThat(dryRun(recipe).total())
                    .as("the journal is open: somebody will hear of it")
                    .returns(1L, DryRun.Line::underWay)
                    .returns(19L, DryRun.Line::toAsk)
                    .returns(0L, DryRun.Line::unknown);
        }
        assertThat(dryRun(recipe).total())
                .returns(0L, DryRun.Line::underWay)
                .returns(20L, DryRun.Line::toAsk)
                .returns(1L, DryRun.Line::unknown);
    }
}
