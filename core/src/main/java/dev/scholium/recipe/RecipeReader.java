package dev.scholium.recipe;

import dev.scholium.data.DataSplit;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.BindingFault;
import dev.scholium.file.Json;
import dev.scholium.file.ResourceText;
import dev.scholium.student.TrainingConfig;
import dev.scholium.teacher.TeacherConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads recipe files: lays them over the defaults, applies {@code --set}, and refuses unknown keys and impossible
 * values with the line where they stand.
 */
public final class RecipeReader {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern SECRET =
            Pattern.compile("(.*_)?(.*KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)(_.*)?", Pattern.CASE_INSENSITIVE);

    /** A training's, which a recipe lists as {@code seeds}. */
    private static final Set<String> HIDDEN = Set.of("seed");

    private final Map<String, String> environment;

    /**
     * A reader.
     *
     * @param environment variables that a recipe may name as {@code ${NAME}}
     */
    public RecipeReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads a recipe file.
     *
     * @param file a YAML file
     * @param overrides {@code key=value} pairs with dotted keys, the value in YAML: {@code training.epochs=2}; relative
     *     paths in them begin in the working directory, those of the file in the file's folder
     * @return the recipe, its paths absolute
     * @throws ScholiumException if the file is unreadable, holds an unknown key or an impossible value
     */
    public Recipe read(Path file, List<String> overrides) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        return read(file.toString(), text, folder, overrides);
    }

    /**
     * Reads a recipe's text.
     *
     * @param origin its name, for messages and as the run's name where it has none
     * @param text YAML
     * @param folder where relative paths begin
     * @param overrides as above
     * @return the recipe, its paths absolute
     * @throws ScholiumException if it holds an unknown key or an impossible value
     */
    public Recipe read(String origin, String text, Path folder, List<String> overrides) {
        return read(origin, text, folder, overrides, tree -> {});
    }

    /** The same with a last change of the tree, before what follows from other keys is filled in. */
    Recipe read(String origin, String text, Path folder, List<String> overrides, Consumer<RecipeTree> last) {
        RecipeText recipe = RecipeText.parse(origin, substitute(origin, text));
        Overrides set = Overrides.parse(overrides);
        SweepSection.takeOut(origin, recipe, set); // it says which recipes there are, not what is in one
        RecipeTree tree =
                new RecipeTree(RecipeText.parse("defaults.yaml", defaults()).tree());
        try {
            tree.layOver(recipe.tree(), folder);
            tree.layOver(set.tree(), Path.of("").toAbsolutePath());
            last.accept(tree);
            Recipe bound = bind(tree.resolve(nameOf(origin)), Recipe.class, origin, recipe, set);
            checkTask(bound);
            return bound;
        } catch (IllegalArgumentException e) {
            throw new ScholiumException(ExitCode.USAGE, origin + ": " + e.getMessage(), e);
        }
    }

    /** The recipe's section {@code sweep}, with what the overrides say of it; empty if it has none. */
    Optional<SweepSpec> sweep(String origin, String text, List<String> overrides) {
        return SweepSection.takeOut(
                origin, RecipeText.parse(origin, substitute(origin, text)), Overrides.parse(overrides));
    }

    /**
     * A teacher without a recipe: the defaults' with other settings.
     *
     * @param settings {@code key=value} pairs with the keys of {@code teacher}, the value in YAML
     * @return the teacher
     * @throws ScholiumException if a key is unknown or a value impossible
     */
    public TeacherConfig readTeacher(List<String> settings) {
        return readPart("teacher", TeacherConfig.class, "{}", settings);
    }

    /**
     * How to train without a recipe: the defaults with other settings.
     *
     * @param settings {@code key=value} pairs with the keys of {@code training}, the value in YAML
     * @return the configuration
     * @throws ScholiumException if a key is unknown or a value impossible
     */
    public TrainingConfig readTraining(List<String> settings) {
        return readPart("training", TrainingConfig.class, "{}", settings);
    }

    /**
     * Where the metrics of a written recipe go, with other settings.
     *
     * @param yaml what {@link #write} wrote
     * @param settings {@code key=value} pairs with the keys of {@code tracking}, the value in YAML
     * @return the recipe's tracking, or the defaults' where it has none
     * @throws ScholiumException if a key is unknown or a value impossible
     */
    public TrackingSpec readTracking(String yaml, List<String> settings) {
        return readPart("tracking", TrackingSpec.class, yaml, settings);
    }

    private static <T> T readPart(String part, Class<T> type, String yaml, List<String> settings) {
        RecipeText none = RecipeText.parse(part, "{}");
        Overrides set =
                Overrides.parse(settings.stream().map(pair -> part + "." + pair).toList());
        RecipeTree tree =
                new RecipeTree(RecipeText.parse("defaults.yaml", defaults()).tree());
        try {
            tree.layOver(onlyPart(part, yaml), Path.of(""));
            tree.layOver(set.tree(), Path.of("").toAbsolutePath());
            return bind(tree.resolve(part).path(part), type, part, none, set);
        } catch (IllegalArgumentException e) {
            throw new ScholiumException(ExitCode.USAGE, part + ": " + e.getMessage(), e);
        }
    }

    private static ObjectNode onlyPart(String part, String yaml) {
        JsonNode there = tree(yaml).path(part);
        ObjectNode only = RecipeText.YAML.createObjectNode();
        return there.isMissingNode() ? only : only.set(part, there);
    }

    /**
     * Writes a recipe with all defaults filled in, to be kept in its run folder.
     *
     * @param recipe any recipe
     * @return YAML that {@link #read} reads back as an equal recipe
     */
    public static String write(Recipe recipe) {
        JsonNode tree = Json.mapper().valueToTree(recipe);
        ((ObjectNode) tree.path("training")).remove("seed");
        tree.path("systems").forEach(system -> ((ObjectNode) system.path("training")).remove("seed"));
        return RecipeText.YAML.writeValueAsString(tree);
    }

    /**
     * The keys and values of a written recipe, unchecked.
     *
     * @param yaml what {@link #write} wrote
     * @return its tree
     * @throws ScholiumException if it is not a YAML mapping
     */
    public static JsonNode tree(String yaml) {
        return RecipeText.parse("recipe.yaml", yaml).tree();
    }

    /** {@return the documented defaults, in YAML} */
    public static String defaults() {
        return ResourceText.of(RecipeReader.class, "defaults.yaml");
    }

    /** What the records cannot check alone: labels, their texts, and the columns of every file. */
    private static void checkTask(Recipe recipe) {
        recipe.task().studentTask();
        for (DataSplit split : DataSplit.values()) {
            DataSpec.DataFile file = recipe.data().of(split);
            if (!file.file().isEmpty()) {
                try {
                    file.source(recipe.task());
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("data." + split.word() + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static <T> T bind(JsonNode tree, Class<T> type, String origin, RecipeText recipe, Overrides set) {
        try {
            return Json.mapper()
                    .readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT) // 1.5 rows are a mistake, not 1
                    .readValue(tree);
        } catch (JacksonException e) {
            throw failure(origin, recipe, set, BindingFault.of(e, tree, HIDDEN), e);
        }
    }

    private String substitute(String origin, String text) {
        return text.lines()
                .map(line -> line.stripLeading().startsWith("#") ? "" : substituteLine(origin, line))
                .collect(Collectors.joining("\n"));
    }

    private String substituteLine(String origin, String line) {
        return VARIABLE.matcher(line).replaceAll(found -> {
            String name = found.group(1);
            if (SECRET.matcher(name).matches()) {
                throw new ScholiumException(
                        ExitCode.USAGE,
                        origin + ": ${" + name
                                + "} looks like a secret, and recipes are kept in run folders; name the variable in"
                                + " teacher.api_key_env instead");
            }
            String value = environment.get(name);
            if (value == null || value.isBlank()) {
                throw new ScholiumException(
                        ExitCode.USAGE, origin + ": needs the environment variable " + name + ", which is not set");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String nameOf(String origin) {
        Path fileName = Path.of(origin).getFileName();
        return fileName == null ? origin : fileName.toString().replaceFirst("\\.ya?ml$", "");
    }

    private static ScholiumException failure(
            String origin, RecipeText recipe, Overrides set, BindingFault fault, JacksonException e) {
        int line = recipe.line(fault.path());
        String given = set.names(fault.path()) ? fault.path() : line == 0 ? set.below(fault.path()) : "";
        String where = !given.isEmpty() ? "--set " + given : line > 0 ? origin + ":" + line : origin;
        boolean said = given.equals(fault.path()) && !given.isEmpty();
        return new ScholiumException(ExitCode.USAGE, where + ": " + (said ? fault.problem() : fault), e);
    }
}
