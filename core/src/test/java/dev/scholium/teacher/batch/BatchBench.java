package dev.scholium.teacher.batch;

import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.ChatTeacher;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.RetryPolicy;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherPool;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the tests of batch jobs share: fast policies, a teacher at a mock server, questions. */
final class BatchBench {

    private BatchBench() {}

    static TeacherConfig config(String provider, String baseUrl) {
        return TeacherConfig.defaults()
                .with(Map.of("provider", provider, "base_url", baseUrl, "model", "mock-teacher", "delivery", "batch"))
                .with(Map.of("price_input", 0.5, "price_output", 1.5, "max_retries", 3, "request_timeout", 10));
    }

    static BatchPolicy policy(int lines) {
        return new BatchPolicy(
                new BatchLimits(lines, 1_000_000),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(300),
                true);
    }

    static Journal journal(Path folder) {
        return Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC(), folder);
    }

    static BatchAsker asker(TeacherConfig config, Journal journal, BatchPolicy policy) {
        return new BatchAsker(BatchTeacher.of(config, Map.of(), Clock.systemUTC()), journal, policy, Clock.systemUTC());
    }

    static TeacherPool pool(TeacherConfig config, Journal journal) {
        ChatTeacher teacher = ChatTeacher.of(config, Map.of(), Clock.systemUTC());
        return new TeacherPool(teacher, config, journal, RetryPolicy.defaults(), 1);
    }

    static List<Question> questions(int count) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            questions.add(Question.of(
                    new Prompt("You explain.", "Premise: The \"house\" number " + i + " is réd.\nWhy is it so?")));
        }
        return questions;
    }
}
