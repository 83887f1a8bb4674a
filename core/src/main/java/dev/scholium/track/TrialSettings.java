package dev.scholium.track;

import dev.scholium.file.AtomicFile;
import dev.scholium.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a trial's recipe says of it, as keys and values. */
final class TrialSettings {

    private TrialSettings() {}

    /**
     * Reads them: of the recipe in the trial's folder, as in a sweep, or of the run's.
     *
     * @param run the folder of the run or sweep
     * @param trial the trial's folder
     * @param system the system it trains
     * @param seed of everything random in it
     * @return values by dotted keys such as {@code training.learning_rate}, in the recipe's order
     * @throws dev.scholium.failure.ScholiumException if the recipe cannot be read
     */
    static Map<String, String> read(Path run, Path trial, String system, long seed) {
        Path own = trial.resolve("recipe.yaml");
        Path file = Files.exists(own) ? own : run.resolve("recipe.yaml");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("system", system);
        settings.put("seed", Long.toString(seed));
        JsonNode recipe;
        try {
            recipe = RecipeReader.tree(Files.readString(file));
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
        settings.put("recipe", recipe.path("name").asString(""));
        flatten("", recipe.path("systems").path(system), settings);
        flatten("student", recipe.path("student"), settings);
        settings.values().removeIf(String::isEmpty);
        return settings;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> settings) {
        node.properties().forEach(entry -> {
            String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            if (entry.getValue().isObject()) {
                flatten(key, entry.getValue(), settings);
            } else {
                settings.put(
                        key,
                        entry.getValue().isValueNode()
                                ? entry.getValue().asString()
                                : entry.getValue().toString());
            }
        });
    }
}
