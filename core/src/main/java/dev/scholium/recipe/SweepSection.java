package dev.scholium.recipe;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.BindingFault;
import dev.scholium.file.Json;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The section {@code sweep} of a recipe's text, which is read apart from the rest. */
final class SweepSection {

    private static final String KEY = "sweep";

    private SweepSection() {}

    /**
     * Removes the section from the recipe and from the overrides, and reads it.
     *
     * @param origin the recipe's name, for messages
     * @param recipe the recipe's text
     * @param set overrides
     * @return the section; empty if there is none
     * @throws ScholiumException if it has an unknown key or an impossible value
     */
    static Optional<SweepSpec> takeOut(String origin, RecipeText recipe, Overrides set) {
        int line = recipe.line(KEY);
        JsonNode given = recipe.tree().remove(KEY);
        JsonNode over = set.tree().remove(KEY);
        if (given == null && over == null) {
            return Optional.empty();
        }
        ObjectNode section = defaults();
        for (JsonNode part : new JsonNode[] {given, over}) {
            if (part instanceof ObjectNode object) {
                section.setAll(object);
            } else if (part != null) {
                throw new ScholiumException(
                        ExitCode.USAGE, origin + ":" + line + ": sweep must be a mapping, but is " + part);
            }
        }
        try {
            if (section.path("halving") instanceof ObjectNode halving && !halving.has("metric")) {
                halving.put("metric", "accuracy");
            }
            return Optional.of(Json.mapper().treeToValue(section, SweepSpec.class));
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.USAGE, origin + ":" + line + ": sweep: " + BindingFault.of(e, section, Set.of()), e);
        }
    }

    private static ObjectNode defaults() {
        ObjectNode defaults = RecipeText.YAML.createObjectNode();
        defaults.putObject("cross");
        defaults.putArray("points");
        defaults.put("order", "seeds");
        defaults.putArray("first");
        defaults.put("parallel", 1).put("threads", 0).put("attempts", 1);
        defaults.putArray("choose_per");
        defaults.putNull("halving");
        return defaults;
    }
}
