package dev.scholium.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.teacher.Asker;
import dev.scholium.teacher.ChatTeacher;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.RetryPolicy;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherPool;
import dev.scholium.teacher.batch.BatchAsker;
import dev.scholium.teacher.batch.BatchLimits;
import dev.scholium.teacher.batch.BatchPolicy;
import dev.scholium.teacher.batch.BatchTeacher;
import dev.scholium.teacher.mock.BatchFaults;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAugmentationTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void batchJobsGiveTheSameFilesAsLiveAsking(String provider) throws IOException {
        BatchFaults faults = new BatchFaults(Duration.ofMillis(50), 0.1, 0.1, 0, 0, 0.1, true);
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS, faults)) {
            TeacherConfig config = TeacherConfig.defaults()
                    .with(Map.of("provider", provider, "base_url", server.baseUrl(), "model", "mock-teacher"))
                    .with("max_requests_per_minute", 1_000_000)
                    .with("max_retries", 8);
            BatchPolicy policy = new BatchPolicy(
                    new BatchLimits(50, 1_000_000),
                    Duration.ofMillis(20),
                    Duration.ofMillis(100),
                    Duration.ofMillis(300),
                    true);
            augment(
                    "live",
                    journal -> new TeacherPool(
                            ChatTeacher.of(config, Map.of(), CLOCK), config, journal, RetryPolicy.defaults(), 1));
            augment(
                    "batch",
                    journal -> new BatchAsker(BatchTeacher.of(config, Map.of(), CLOCK), journal, policy, CLOCK));

            assertThat(server.statistics().batchJobs()).isGreaterThan(2);
            for (String name : new String[] {"reasoning-train.jsonl", "reasoning-train.rejected.jsonl"}) {
                assertThat(Files.mismatch(
                                folder.resolve("live").resolve(name),
                                folder.resolve("batch").resolve(name)))
                        .as(name)
                        .isEqualTo(-1);
            }
            assertThat(folder.resolve("batch/reasoning-train.jsonl")).isNotEmptyFile();
        }
    }

    private void augment(String name, Function<Journal, Asker> asker) {
        try (Journal journal = Journal.open(folder.resolve(name + ".sqlite"), CLOCK)) {
            RationaleAugmenter augmenter = new RationaleAugmenter();
            AugmentJob job = new AugmentJob(
                    "reasoning",
                    DataSplit.TRAIN,
                    rows(),
                    List.of("premise", "hypothesis"),
                    LabelSet.nli(),
                    new RationaleSource.Taught(PromptTemplates.find("reasoning"), asker.apply(journal)),
                    folder.resolve(name));
            augmenter.sendAhead(job, Progress.none());
            augmenter.augment(job, Progress.none());
        }
    }

    private static List<Example> rows() {
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("premise", "The house number " + i / 2 + " has a red door.");
            fields.put("hypothesis", "House " + i + " has a door.");
            rows.add(new Example("row-" + i, fields, LabelSet.nli().names().get(i % 3), Map.of()));
        }
        return rows;
    }
}
