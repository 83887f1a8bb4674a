package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.TokenEstimate;
import dev.scholium.teacher.price.Usd;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No run costs more than its budget, whatever happens to it. */
@Tag("proof")
class BudgetTest {

    private static final RetryPolicy QUICK =
            new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofSeconds(20), 100);
    private static final int ROWS = 700;

    @TempDir
    Path folder;

    private static TeacherConfig config(double budget) {
        return TeacherConfig.builtIn("billing")
                .with(Map.of(
                        "price_input",
                        0.5,
                        "price_output",
                        1.5,
                        "budget_usd",
                        budget,
                        "max_tokens",
                        400,
                        "max_retries",
                        3,
                        "max_concurrent_requests",
                        200));
    }

    private static List<Question> questions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Question.of(new Prompt("", "Row " + i + ": why? " + "é".repeat(i % 50))))
                .toList();
    }

    private Journal open() {
        return Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC(), folder.resolve("run"));
    }

    private static Usd most(TeacherConfig config, Question question) {
        return ModelPrice.perMillion(0.5, 0.5, 1.5).most(TokenEstimate.of(question.prompt(), config));
    }

    @RepeatedTest(50)
    void twoHundredInFlightAndCrashesSpendNeverACentTooMuch(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        double budget = 0.2 + random.nextInt(200_000) / 1e6; // of about 0.55 USD that everything may cost
        TeacherConfig config = config(budget);
        BillingTeacher teacher = new BillingTeacher(config, 200, random.nextLong());
        int crashes = random.nextInt(3);
        for (int crash = 0; crash < crashes; crash++) {
            teacher.cutPowerAfter(crash == 0 ? random.nextInt(201, 400) : random.nextInt(10, 250));
            session(teacher, config);
        }
        teacher.cutPowerAfter(Long.MAX_VALUE / 2);
        session(teacher, config);

        assertThat(teacher.mostInFlight()).isEqualTo(200);
        assertThat(teacher.billed()).isLessThanOrEqualTo(Usd.of(budget));
        try (Journal journal = open()) {
            Usd spent = journal.ledger().spent();
            assertThat(spent).isBetween(teacher.billed(), Usd.of(budget));
            assertThat(journal.ledger().reserved()).isEqualTo(Usd.ZERO);
            long open = questions(ROWS).stream()
                    .filter(question -> !(journal.find(RequestHash.of(teacher.identity(), question))
                            instanceof JournalEntry.Answered))
                    .count();
            assertThat(open == 0
                            || spent.plus(most(config, questions(ROWS).get(49))).compareTo(Usd.of(budget)) > 0)
                    .as("all was asked that the budget allowed: " + spent + " of " + budget + ", " + open + " open")
                    .isTrue();
        }
    }

    /** One process's life; a power cut leaves its requests as they stand. */
    private void session(Teacher teacher, TeacherConfig config) {
        try (Journal journal = open()) {
            new TeacherPool(teacher, config, journal, QUICK, 1)
                    .ask(questions(ROWS).iterator(), Progress.none());
        } catch (TeacherException budget) {
            assertThat(budget.getMessage()).contains("the budget allows no further request");
        } catch (BillingTeacher.PowerCut cut) {
            // the next session finds what is in the journal
        }
    }

    @Test
    void saysWhatWasSpentAndHowToGoOn() {
        TeacherConfig config = config(0.001).with("max_concurrent_requests", 1);
        Teacher teacher = always(new TokenUsage(100, 100));
        try (Journal journal = open()) {
            TeacherPool pool = new TeacherPool(teacher, config, journal, QUICK, 1);
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> pool.ask(questions(9).iterator(), Progress.none()))
                    .withMessage("teacher billing: the budget allows no further request: spent 0.0004 USD, reserved"
                            + " 0.00 USD, next request up to 0.000648 USD, budget 0.001 USD; raise"
                            + " teacher.budget_usd and run the same command again, all replies are kept")
                    .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.TEACHER));
            TeacherPool richer = new TeacherPool(teacher, config.with("budget_usd", 1), journal, QUICK, 1);
            AskSummary rest = richer.ask(questions(9).iterator(), Progress.none());
            assertThat(rest.asked()).isEqualTo(7);
            assertThat(rest.cost()).isEqualTo(Usd.of(0.0014));
            assertThat(journal.ledger().spent()).isEqualTo(Usd.of(0.0018));
        }
    }

    @Test
    void stopsAfterWhatWasInFlightWhenTheServerBillsMoreThanItCan() {
        TeacherConfig config = config(5).with("max_concurrent_requests", 16);
        AtomicLong calls = new AtomicLong();
        Teacher greedy = teacher(question -> {
            if (calls.incrementAndGet() == 100) {
                return new TokenUsage(100, 1_000_000);
            }
            LockSupport.parkNanos(20_000_000);
            return new TokenUsage(100, 100);
        });
        try (Journal journal = open()) {
            TeacherPool pool = new TeacherPool(greedy, config, journal, QUICK, 1);
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> pool.ask(questions(500).iterator(), Progress.none()))
                    .withMessageMatching("teacher billing: the server billed 1\\.50005 USD for one request, but no more"
                            + " than 0\\.000\\d+ USD was possible and reserved; spent 1\\.5\\d+ USD, all replies are"
                            + " kept; check the prices, max_tokens and max_hidden_tokens before going on");
            assertThat(calls.get()).isBetween(100L, 100L + 16);
            assertThat(journal.ledger().spent().compareTo(Usd.of(1.5))).isPositive();
            assertThat(journal.unresolved()).isZero();
        }
    }

    @Test
    void countsTheWorstForRepliesThatSayNothingOfTokens() {
        TeacherConfig config = config(1);
        try (Journal journal = open()) {
            Question question = questions(1).get(0);
            AskSummary summary = new TeacherPool(always(TokenUsage.NONE), config, journal, QUICK, 1)
                    .ask(List.of(question).iterator(), Progress.none());
            assertThat(summary.cost()).isEqualTo(most(config, question));
        }
    }

    @Test
    void refusesAnUnpricedModelBeforeAnythingIsSent() {
        TeacherConfig config = TeacherConfig.builtIn("billing").with("budget_usd", 1);
        AtomicLong calls = new AtomicLong();
        Teacher counting = teacher(question -> {
            calls.incrementAndGet();
            return TokenUsage.NONE;
        });
        try (Journal journal = open()) {
            assertThatExceptionOfType(ScholiumException.class)
                    .isThrownBy(() -> new TeacherPool(counting, config, journal, QUICK, 1)
                            .ask(questions(3).iterator(), Progress.none()))
                    .withMessage("teacher billing: its price is not known, so nothing was sent; give"
                            + " teacher.price_input and teacher.price_output (USD per million tokens), name a"
                            + " teacher.prices_file, or set teacher.allow_unpriced: true")
                    .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
            assertThat(calls).hasValue(0);
            AskSummary allowed = new TeacherPool(counting, config.with("allow_unpriced", true), journal, QUICK, 1)
                    .ask(questions(3).iterator(), Progress.none());
            assertThat(allowed.asked()).isEqualTo(3);
            assertThat(allowed.cost()).isNull();
        }
    }

    private static Teacher always(TokenUsage usage) {
        return teacher(question -> usage);
    }

    private static Teacher teacher(java.util.function.Function<Question, TokenUsage> usage) {
        return new Teacher() {
            @Override
            public TeacherIdentity identity() {
                return new TeacherIdentity(TeacherConfig.BUILT_IN, "billing", "");
            }

            @Override
            public Completion ask(Question question) {
                return new Completion(
                        "It is so.",
                        "stop",
                        Objects.requireNonNull(usage.apply(question)),
                        "billing",
                        Duration.ZERO,
                        "");
            }
        };
    }
}
