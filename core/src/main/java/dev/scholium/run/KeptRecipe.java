package dev.scholium.run;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.teacher.TeacherConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The recipe that a run folder belongs to. */
final class KeptRecipe {

    /** What may change between two sessions of a run, since it changes no result. */
    private static final Map<String, List<String>> FREE =
            Map.of("teacher", TeacherConfig.OF_THE_WAY, "evaluation", List.of("batch_size", "controls", "slices"));

    private KeptRecipe() {}

    /**
     * Keeps a recipe in its run folder, or checks that it is the one that is kept there.
     *
     * <p>While nothing was made by the kept one, any recipe replaces it: a mistake found in the first minute costs no
     * new folder.
     *
     * @param recipe what is about to be carried out
     * @param folder where
     * @throws ScholiumException if the folder holds results of another recipe
     */
    static void keep(Recipe recipe, RunFolder folder) {
        String resolved = RecipeReader.write(recipe);
        if (Files.exists(folder.recipe()) && hasResults(folder)) {
            String difference = difference("", essence(read(folder)), essence(RecipeReader.tree(resolved)));
            if (!difference.isEmpty()) {
                throw new ScholiumException(
                        ExitCode.USAGE,
                        folder.path() + ": holds a run of another recipe (" + difference
                                + "); name another folder with --run-dir");
            }
        }
        AtomicFile.write(folder.recipe(), resolved);
    }

    /**
     * Keeps a recipe that differs from the kept one in the checks on rationales alone.
     *
     * @param recipe with other checks, or the same
     * @param folder where
     * @throws ScholiumException if it differs in anything else
     */
    static void keepWithOtherChecks(Recipe recipe, RunFolder folder) {
        String resolved = RecipeReader.write(recipe);
        JsonNode before = withoutChecks(essence(read(folder)));
        String difference = difference("", before, withoutChecks(essence(RecipeReader.tree(resolved))));
        if (!difference.isEmpty()) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    folder.path() + ": only the checks of rationales may change here, such as"
                            + " rationales.reasoning.checks.names-label=reject, but so did " + difference);
        }
        AtomicFile.write(folder.recipe(), resolved);
    }

    private static JsonNode withoutChecks(JsonNode recipe) {
        for (JsonNode source : recipe.path("rationales")) {
            if (source instanceof ObjectNode object) {
                object.remove("checks");
            }
        }
        return recipe;
    }

    /** {@return whether anything was made in the folder that belongs to its recipe and its data} */
    static boolean hasResults(RunFolder folder) {
        return Files.exists(folder.augmented()) || Files.exists(folder.trials());
    }

    /**
     * The kept recipe with today's default for every key that the version which wrote it did not know yet: new keys'
     * defaults leave what was made before as it is.
     */
    private static JsonNode read(RunFolder folder) {
        String text;
        try {
            text = Files.readString(folder.recipe());
        } catch (IOException e) {
            throw AtomicFile.cannotRead(folder.recipe(), e);
        }
        try {
            Recipe kept = new RecipeReader(Map.of()).read(folder.recipe().toString(), text, folder.path(), List.of());
            return RecipeReader.tree(RecipeReader.write(kept));
        } catch (ScholiumException e) { // holds what is unknown today: the comparison names it
            return RecipeReader.tree(text);
        }
    }

    private static JsonNode essence(JsonNode recipe) {
        if (recipe instanceof ObjectNode object) {
            object.remove("tracking");
        }
        FREE.forEach((section, keys) -> {
            if (recipe.path(section) instanceof ObjectNode object) {
                object.remove(keys);
            }
        });
        return recipe;
    }

    private static String difference(String path, JsonNode kept, JsonNode now) {
        if (kept.equals(now)) {
            return "";
        }
        if (kept instanceof ObjectNode keptObject && now instanceof ObjectNode nowObject) {
            Set<String> keys = new LinkedHashSet<>(keptObject.propertyNames());
            keys.addAll(nowObject.propertyNames());
            for (String key : keys) {
                String at = path.isEmpty() ? key : path + "." + key;
                String below = difference(at, keptObject.path(key), nowObject.path(key));
                if (!below.isEmpty()) {
                    return below;
                }
            }
        }
        return path + ": there " + shown(kept) + ", here " + shown(now);
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
