package dev.scholium.teacher;

import dev.scholium.progress.Progress;
import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A pool over the mock teacher, with a policy whose delays are short.
 *
 * @param folder where its journal is
 */
record QuickPool(Path folder) {

    static final RetryPolicy QUICK =
            new RetryPolicy(Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofSeconds(2), 20);

    static List<Question> prompts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Question.of(new Prompt("", "Premise: row " + i + "\nWhy does it hold?")))
                .toList();
    }

    static MockTeacherServer mock(MockBehaviour behaviour) {
        return MockTeacherServer.start(0, Duration.ZERO, behaviour);
    }

    Journal journal() {
        return Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC());
    }

    static TeacherConfig config(MockTeacherServer server, int concurrent, int retries) {
        return TeacherConfig.defaults()
                .with(Map.of("base_url", server.baseUrl(), "model", "mock-teacher"))
                .with(Map.of(
                        "max_requests_per_minute",
                        100_000,
                        "max_concurrent_requests",
                        concurrent,
                        "max_retries",
                        retries,
                        "request_timeout",
                        5));
    }

    static TeacherPool pool(TeacherConfig config, Journal journal) {
        Teacher teacher = ChatTeacher.of(config, Map.of(), Clock.systemUTC());
        return new TeacherPool(teacher, config, journal, QUICK, 1);
    }

    AskSummary ask(MockTeacherServer server, List<Question> prompts) {
        try (Journal journal = journal()) {
            return pool(config(server, 4, 3), journal).ask(prompts.iterator(), Progress.none());
        }
    }
}
