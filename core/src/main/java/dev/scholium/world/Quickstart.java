package dev.scholium.world;

import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.file.ResourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The quickstart's recipe and rows. */
public final class Quickstart {

    private static final long SEED = 2409;
    private static final Map<DataSplit, Integer> ROWS =
            Map.of(DataSplit.TRAIN, 6000, DataSplit.DEV, 300, DataSplit.TEST, 600);

    private Quickstart() {}

    /** {@return the recipe, in YAML; its data files are beside it in {@code data/}} */
    public static String recipe() {
        return ResourceText.of(Quickstart.class, "quickstart.yaml");
    }

    /**
     * Writes the data files that are not there yet.
     *
     * @param folder where the recipe's paths begin; they go into its {@code data/}
     */
    public static void writeData(Path folder) {
        for (DataSplit split : DataSplit.values()) {
            Path file = folder.resolve("data").resolve(split.word() + ".jsonl");
            if (!Files.exists(file)) {
                AtomicFile.write(
                        file,
                        WorldData.generate(split, Objects.requireNonNull(ROWS.get(split)), SEED).stream()
                                .map(Quickstart::line)
                                .collect(Collectors.joining()));
            }
        }
    }

    private static String line(Example example) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("uid", example.uid());
        row.putAll(example.fields());
        row.put("label", example.label());
        return Json.line(row) + "\n";
    }
}
