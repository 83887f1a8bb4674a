package dev.scholium.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.progress.Progress;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.Teacher;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherIdentity;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.TokenEstimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A teacher that makes everything as dear as it can: all bounds of tokens, all repairs, all asking again. */
class WorstCostTest {

    private static final int ROWS = 6;

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();

    private final class Dear implements Teacher {
        private final TeacherConfig config;

        Dear(TeacherConfig config) {
            this.config = config;
        }

        @Override
        public TeacherIdentity identity() {
            return new TeacherIdentity(TeacherConfig.BUILT_IN, "dear", "");
        }

        @Override
        public Completion ask(Question question) {
            asked.incrementAndGet();
            TokenEstimate bound = TokenEstimate.of(question.prompt(), config);
            TokenUsage usage = new TokenUsage(bound.mostInput(), bound.mostOutput());
            return new Completion(text(question), "stop", usage, "dear", Duration.ZERO, "{}");
        }

        /**
         * No form at first, and too short a rationale, or another label, after the repair; new rows as long as can be.
         */
        private String text(Question question) {
            String user = question.prompt().user();
            if (user.startsWith("Your reply cannot be used")) {
                return question.prompt().schema() == null
                        ? "So it is here.\nLabel: entailment"
                        : "{\"rationale\": \"So.\", \"label\": \"neutral\"}";
            }
            boolean isNewRow = user.contains("Rewrite") || user.contains("rewrite") || user.contains("Change");
            return isNewRow ? "\u6f22 ".repeat(50 + ROW_LENGTH) + "." : "\u6f22 word ".repeat(5000) + ".";
        }
    }

    private static final int ROW_LENGTH = "It has a colour 0".length();

    private Recipe recipe(String asks) throws IOException {
        StringBuilder rows = new StringBuilder("uid,premise,hypothesis,label\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append(i + ",House " + i + " is red.,It has a colour " + i + ",entailment\n");
        }
        Files.writeString(folder.resolve("rows.csv"), rows.toString());
        String file =
                "{file: rows.csv, format: columns, columns: {uid: uid, premise: premise, hypothesis: hypothesis, label: label}}";
        return new RecipeReader(Map.of()).read("dear.yaml", """
                        data: {train: FILE, dev: FILE}
                        teacher: {provider: built-in, model: dear, price_input: 1, price_output: 10, max_requests_per_minute: 1000000}
                        evaluation: {splits: [dev]}
                        student: {size: tiny}
                        """.replace("FILE", file) + asks, folder, List.of());
    }

    private static final String REPEATED = """
            rationales:
              free: {prompt: reasoning-label-free, checks: {too-short: ask-again, max_repeats: 3}}
            augmentations:
              other: {method: counterfactual, rows: 2}
            """;
    private static final String JUDGED = """
            rationales:
              long: {prompt: reasoning, checks: {judge: flag}}
            """;

    @Test
    void noRunCostsMoreThanTheDryRunsWorst() throws IOException {
        // 4 samples with a repair each, and for each new row 3 requests: not one more could follow
        costsNoMoreThanTheDryRunsWorst(recipe(REPEATED), ROWS * (4 * 2 + 3));
    }

    @Test
    void noRunWithAJudgeCostsMoreThanTheDryRunsWorst() throws IOException {
        costsNoMoreThanTheDryRunsWorst(recipe(JUDGED), ROWS * (1 + 2));
    }

    private void costsNoMoreThanTheDryRunsWorst(Recipe recipe, int mostRequests) {
        RunFolder run = new RunFolder(folder.resolve("run"));
        Runner runner = new Runner(
                new NoEngine(),
                Progress.none(),
                Map.of("dear", new Dear(recipe.teacher())),
                Clock.systemUTC(),
                Map.of());
        DryRun dry = runner.dryRun(recipe, run);
        runner.run(recipe, run, Stage.AUGMENT, "augment");

        assertThat(asked).hasValue(mostRequests);
        assertThat(dry.total().toAsk() + dry.total().mostThen()).isEqualTo(asked.get());
        DryRun after = runner.dryRun(recipe, run);
        assertThat(after.spentUsd())
                .isGreaterThan(requireNonNull(dry.total().worstNextUsd()))
                .isLessThanOrEqualTo(requireNonNull(dry.total().worstUsd()));
        assertThat(after.total())
                .as("nothing is left to ask")
                .returns((long) asked.get(), DryRun.Line::inJournal)
                .returns(0L, line -> line.toAsk() + line.mostThen())
                .returns(0.0, DryRun.Line::worstUsd);
    }
}
