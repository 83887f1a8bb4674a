package dev.scholium.augment;

import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.teacher.ChatTeacher;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.RetryPolicy;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherPool;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Augments rows with the help of a mock teacher. */
final class MockAugmentation {

    static final int CONCURRENT = 8;

    private MockAugmentation() {}

    static AugmentSummary augment(String baseUrl, Path folder, int rows, String template) {
        TeacherConfig config = TeacherConfig.defaults()
                .with(Map.of("base_url", baseUrl, "model", "mock-teacher"))
                .with(Map.of(
                        "max_requests_per_minute",
                        1_000_000,
                        "max_concurrent_requests",
                        CONCURRENT,
                        "max_retries",
                        3,
                        "request_timeout",
                        10))
                .with(Map.of("price_input", 0.5, "price_output", 1.5));
        try (Journal journal = Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC())) {
            ChatTeacher teacher = ChatTeacher.of(config, Map.of(), Clock.systemUTC());
            TeacherPool pool = new TeacherPool(teacher, config, journal, RetryPolicy.defaults(), 1);
            return new RationaleAugmenter()
                    .augment(
                            new AugmentJob(
                                    template,
                                    DataSplit.TRAIN,
                                    rows(rows),
                                    List.of("premise", "hypothesis"),
                                    LabelSet.nli(),
                                    new RationaleSource.Taught(PromptTemplates.find(template), pool),
                                    folder.resolve("augmented")),
                            Progress.none());
        }
    }

    /** Rows of which every premise stands there twice. */
    static List<Example> rows(int count) {
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String premise = "The house number " + i / 2 + " has a red door and " + i / 2 % 7 + " windows.";
            String hypothesis = "House " + i + " has a door.";
            String label = LabelSet.nli().names().get(i % 3);
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("premise", premise);
            fields.put("hypothesis", hypothesis);
            rows.add(new Example("row-" + i, fields, label, Map.of()));
        }
        return rows;
    }
}
