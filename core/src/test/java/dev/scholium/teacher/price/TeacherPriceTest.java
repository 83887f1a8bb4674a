package dev.scholium.teacher.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import dev.scholium.prompt.Demonstration;
import dev.scholium.prompt.Prompt;
import dev.scholium.prompt.ReplySchema;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TokenUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherPriceTest {

    private static final TeacherConfig DEFAULTS = TeacherConfig.defaults();

    @TempDir
    Path folder;

    private static String perMillion(TeacherConfig config) {
        return Objects.requireNonNull(TeacherPrice.of(config).price()).perMillion();
    }

    @Test
    void findsADatedModelUnderItsUndatedName() {
        assertThat(perMillion(DEFAULTS)).isEqualTo("0.5 in, 0.5 cached, 1.5 out");
        assertThat(perMillion(DEFAULTS.with("model", "gpt-3.5-turbo-1106"))).isEqualTo("1 in, 1 cached, 2 out");
        assertThat(perMillion(DEFAULTS.with("model", "gpt-4o-mini-2024-07-18")))
                .isEqualTo("0.15 in, 0.075 cached, 0.6 out");
        assertThat(perMillion(DEFAULTS.with(Map.of("provider", "anthropic", "model", "claude-sonnet-4-5-20250929"))))
                .isEqualTo("3 in, 0.3 cached, 15 out");
        assertThat(TeacherPrice.of(DEFAULTS.with("model", "gpt-4o-mini-audio")).price())
                .as("another model whose name begins alike")
                .isNull();
    }

    @Test
    void takesABatchJobsShareOnlyWhereThereIsOne() {
        assertThat(Objects.requireNonNull(TeacherPrice.of(DEFAULTS).batch().price())
                        .perMillion())
                .isEqualTo("0.25 in, 0.25 cached, 0.75 out");
        assertThat(TeacherPrice.of(DEFAULTS.with("model", "gpt-3.5-turbo-1106")).batchShare())
                .as("OpenAI lists the same price for batch jobs")
                .isEqualTo(1.0);
    }

    @Test
    void listsNoModelThatMayBillMoreForInputThanItsPrice() {
        assertThat(TeacherPrice.of(DEFAULTS.with("model", "gpt-5.6-luna")).price())
                .as("what its cache writes costs 1.25 times the price of input")
                .isNull();
    }

    @Test
    void believesTheTableForTheModelsMakerAlone() {
        assertThat(TeacherPrice.of(DEFAULTS.with("base_url", "https://api.example.com/v1"))
                        .price())
                .isNull();
    }

    @Test
    void takesAServerOnThisMachineForCostlessUnlessThereIsABudget() {
        TeacherConfig local = DEFAULTS.with("base_url", "http://127.0.0.1:8080/v1");
        assertThat(TeacherPrice.of(local).price()).isEqualTo(ModelPrice.FREE);
        assertThat(TeacherPrice.of(local.with("budget_usd", 1)).price()).isNull();
    }

    @Test
    void prefersTheRecipesPricesToItsFileAndThatToTheTable() throws IOException {
        Path file = folder.resolve("prices.yaml");
        Files.writeString(file, """
                written: "2027-01-01"
                source: a contract
                models:
                  - {provider: openai, model: gpt-3.5-turbo, input: 0.25, output: 1, batch_share: 0.4}
                """);
        TeacherConfig own = DEFAULTS.with("prices_file", file.toString());
        assertThat(perMillion(own)).isEqualTo("0.25 in, 0.25 cached, 1 out");
        assertThat(TeacherPrice.of(own).origin()).isEqualTo(file + " of 2027-01-01");
        assertThat(Objects.requireNonNull(TeacherPrice.of(own).batch().price()).perMillion())
                .isEqualTo("0.1 in, 0.1 cached, 0.4 out");
        assertThat(perMillion(own.with("price_output", 2))).isEqualTo("0.25 in, 0.25 cached, 2 out");
        assertThat(TeacherPrice.of(own.with("price_output", 2)).origin()).isEqualTo("the recipe");
        assertThat(perMillion(own.with("model", "gpt-4o"))).as("the table's").isEqualTo("2.5 in, 1.25 cached, 10 out");
    }

    @Test
    void namesTheLineOfATableThatIsNone() throws IOException {
        Path file = folder.resolve("prices.yaml");
        Files.writeString(
                file, "written: \"2027-01-01\"\nsource: me\nmodels:\n  - {provider: openai, model: m, in: 1}\n");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> PriceTable.read(file))
                .withMessageStartingWith(file + ":4: is no table of prices: ");
    }

    @Test
    void sumsAreExactInAnyOrder() {
        ModelPrice mini = ModelPrice.perMillion(0.15, 0.075, 0.6);
        assertThat(mini.of(new TokenUsage(1000, 10, 400, 0)))
                .isEqualTo(Usd.of(0.000126))
                .hasToString("0.000126 USD");
        Usd sum = Usd.ZERO;
        for (int i = 0; i < 1_000_000; i++) {
            sum = sum.plus(mini.of(new TokenUsage(1, 1)));
        }
        assertThat(sum).hasToString("0.75 USD");
        assertThat(new Usd(Long.MAX_VALUE).plus(Usd.of(1)).picos()).isEqualTo(Long.MAX_VALUE);
        assertThat(Usd.of(1).times(Long.MAX_VALUE / 2).picos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aRequestHasAtLeastItsBytesForABound() {
        String text = "Ünïcödé 漢字 🙂 plain";
        Prompt prompt = new Prompt(
                text,
                List.of(new Demonstration(text, text)),
                text,
                new ReplySchema("reason", "{\"a\":\"" + text + "\"}"));
        TokenEstimate tokens = TokenEstimate.of(prompt, DEFAULTS.with("max_hidden_tokens", 1000));
        long bytes = 5L * text.getBytes(StandardCharsets.UTF_8).length;
        assertThat(tokens.mostInput()).isGreaterThan(bytes);
        assertThat(tokens.mostOutput()).isEqualTo(1400);
        assertThat(PromptTokens.of(DEFAULTS).of(prompt).high()).isLessThan(tokens.mostInput());
    }

    @Test
    void countsByTheModelsOwnTokenizer() {
        // each of these six words is one token of cl100k_base; OpenAI adds 4 a message and 3 a request
        Prompt prompt = new Prompt("", "A cat sleeps on the mat");
        assertThat(PromptTokens.of(DEFAULTS).of(prompt)).isEqualTo(TokenSpan.exactly(6 + 4 + 3));
        TeacherConfig other = DEFAULTS.with(Map.of("provider", "anthropic", "model", "claude-sonnet-4"));
        TokenSpan span = PromptTokens.of(other).of(prompt);
        assertThat(span.low()).isLessThan(span.expected());
        assertThat(span.expected()).isLessThan(span.high());
    }
}
