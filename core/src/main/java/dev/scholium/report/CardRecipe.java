package dev.scholium.report;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What of a run's {@code recipe.yaml} concerns one student and may be shown to others. */
final class CardRecipe {

    private static final YAMLMapper MAPPER = new YAMLMapper();
    private static final List<String> OF_THE_TEACHER =
            List.of("provider", "model", "temperature", "seed", "max_tokens", "top_p");

    private final String rationales;
    private final String ownSource;
    private final ObjectNode shown;

    /**
     * Reads a recipe.
     *
     * @param yaml the text of {@code recipe.yaml}, every default filled in
     * @param system the student's
     * @throws ScholiumException if it is no recipe
     */
    CardRecipe(String yaml, String system) {
        JsonNode recipe = read(yaml);
        JsonNode mine = recipe.path("systems").path(system);
        rationales = mine.path("rationales").asString("");
        ownSource = mine.path("source").asString("");
        shown = MAPPER.createObjectNode();
        keep("task", recipe.path("task"));
        String augmentation = mine.path("augmentation").asString("");
        if (!rationales.isEmpty() || !augmentation.isEmpty()) {
            ObjectNode teacher = shown.putObject("teacher");
            JsonNode all = recipe.path("teacher");
            OF_THE_TEACHER.stream().filter(all::has).forEach(key -> teacher.set(key, all.path(key)));
        }
        keep("rationales", withoutFolders(recipe.path("rationales").path(rationales), "prompt"));
        keep("augmentation", recipe.path("augmentations").path(augmentation));
        keep("student", withoutFolders(recipe.path("student"), "model", "tokenizer"));
        keep("training", mine.path("training"));
    }

    private static JsonNode read(String yaml) {
        try {
            return MAPPER.readTree(yaml);
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, "recipe.yaml: cannot be understood: " + e.getOriginalMessage(), e);
        }
    }

    private void keep(String key, JsonNode value) {
        if (!value.isMissingNode()) {
            shown.set(key, value);
        }
    }

    private static JsonNode withoutFolders(JsonNode tree, String... keys) {
        if (!(tree.deepCopy() instanceof ObjectNode copy)) {
            return tree;
        }
        for (String key : keys) {
            String value = copy.path(key).asString("");
            if (!value.isEmpty() && !isName(value)) {
                copy.put(key, value.substring(value.replace('\\', '/').lastIndexOf('/') + 1));
            }
        }
        return copy;
    }

    private static boolean isName(String model) {
        return model.matches("[\\w-][\\w.-]*/[\\w.-]+");
    }

    /** {@return the base model's name on a hub; empty for a fresh student, and for a folder} */
    Optional<String> baseModel() {
        return Optional.of(shown.path("student").path("model").asString("")).filter(CardRecipe::isName);
    }

    /** {@return the source of the rationales it learnt from; empty for labels alone} */
    String rationales() {
        return rationales;
    }

    /** {@return the template of the student's input} */
    String source() {
        return ownSource.isEmpty() ? shown.path("task").path("source").asString("") : ownSource;
    }

    /** {@return where in the output the label stands, as a sentence} */
    String output() {
        String labels = String.join(", ", labels());
        return switch (rationales.isEmpty()
                ? ""
                : shown.path("training").path("layout").asString("")) {
            case "rationale-first" ->
                "the output is a rationale,"
                        + shown.path("task")
                                .path("label_separator")
                                .asString("")
                                .stripTrailing()
                        + " and one of " + labels;
            case "two-task" -> "with predict: before it the output is one of " + labels + ", with explain: a rationale";
            default -> "the output begins with one of " + labels;
        };
    }

    /** {@return the labels as the student writes them} */
    private List<String> labels() {
        return shown.path("task")
                .path("labels")
                .valueStream()
                .map(label -> label.path("text").asString(label.path("name").asString("")))
                .toList();
    }

    /** {@return YAML} */
    String text() {
        return MAPPER.writeValueAsString(shown);
    }
}
