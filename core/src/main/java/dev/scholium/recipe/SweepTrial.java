package dev.scholium.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One training of a sweep: a point with a seed.
 *
 * @param id {@code <point>-seed<seed>-<hash>}: the hash is of all settings that decide its result, so equal settings
 *     give equal ends; the point is called as when the trial was begun
 * @param point short name of its settings but the seed, which its seeds share
 * @param seed of everything random in it
 * @param settings the values that the sweep gives it, by dotted keys; without those that a labels-only student ignores
 * @param group hash of what it shares with other trials: data, task, teacher, sources of rationales, augmentations
 * @param like hash of what it has in common with its baseline: student, data, keys that points are chosen for
 * @param recipe a whole recipe with one system, named as the point, and one seed
 */
public record SweepTrial(
        String id, String point, long seed, Map<String, JsonNode> settings, String group, String like, Recipe recipe) {

    static final String SEED = "-seed";

    /** Copies. */
    public SweepTrial {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** {@return what all ids of trials with these settings and this seed end in} */
    public String ending() {
        return id.substring(id.lastIndexOf(SEED));
    }

    /**
     * The point that an id names.
     *
     * @param id a trial's
     * @return the short name of its settings when it was begun
     */
    public static String pointOf(String id) {
        return id.substring(0, id.lastIndexOf(SEED));
    }

    /** The same in the folder of another id. */
    SweepTrial withId(String other) {
        return new SweepTrial(other, point, seed, settings, group, like, recipe);
    }

    /** {@return the one system of the recipe} */
    public SystemSpec system() {
        return recipe.systems().values().iterator().next();
    }

    /**
     * Whether it has all of some values.
     *
     * @param partial values by dotted keys
     * @return true if each is among the settings
     */
    public boolean matches(Map<String, JsonNode> partial) {
        return partial.entrySet().stream()
                .allMatch(wanted -> SweepPoint.equal(settings.get(wanted.getKey()), wanted.getValue()));
    }
}
