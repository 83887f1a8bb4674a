package dev.scholium.teacher;

import dev.scholium.progress.Progress;
import dev.scholium.prompt.Prompt;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A process of its own that asks within a budget, to be killed. */
final class BudgetTarget {

    static final int ROWS = 400;

    private BudgetTarget() {}

    /** Arguments: base URL, folder, budget in USD. Exit code 3 when the budget stops it. */
    public static void main(String[] args) {
        TeacherConfig config = config(args[0], Double.parseDouble(args[2]));
        try (Journal journal = open(Path.of(args[1]))) {
            RetryPolicy quick = new RetryPolicy(Duration.ofMillis(2), Duration.ofMillis(9), Duration.ofSeconds(9), 500);
            Teacher teacher = new Teachers(Map.of(), Map.of(), Clock.systemUTC()).of(config);
            new TeacherPool(teacher, config, journal, quick, 1).ask(questions().iterator(), Progress.none());
        } catch (TeacherException budget) {
            System.err.println(budget.getMessage());
            System.exit(budget.exitCode().status());
        }
    }

    static Journal open(Path folder) {
        return Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC(), folder.resolve("run"));
    }

    static TeacherConfig config(String baseUrl, double budget) {
        return TeacherConfig.defaults()
                .with(Map.of("base_url", baseUrl, "model", "mock-teacher", "price_input", 0.5, "price_output", 1.5))
                .with(Map.of(
                        "budget_usd", budget,
                        "max_requests_per_minute", 1_000_000,
                        "max_concurrent_requests", 200,
                        "max_retries", 3,
                        "request_timeout", 10));
    }

    static List<Question> questions() {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> Question.of(new Prompt("", "Row " + i + ": why?")))
                .toList();
    }
}
