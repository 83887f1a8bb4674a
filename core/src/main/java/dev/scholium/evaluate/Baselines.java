package dev.scholium.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * With which system each other one is compared.
 *
 * @param usual name of the baseline of all that have none of their own; empty for none
 * @param own names of other baselines, by the systems' names
 */
public record Baselines(String usual, Map<String, String> own) {

    /** Copies and keeps the order. */
    public Baselines {
        own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
    }

    /**
     * One baseline for all.
     *
     * @param name of the baseline
     * @return it
     */
    public static Baselines of(String name) {
        return new Baselines(name, Map.of());
    }

    /**
     * A system's baseline.
     *
     * @param system its name
     * @return name of the system that it is compared with
     */
    public String baselineOf(String system) {
        return own.getOrDefault(system, usual);
    }

    /**
     * Whether a system is one that others are compared with.
     *
     * @param system its name
     * @return whether it is compared with none itself
     */
    public boolean contains(String system) {
        return system.equals(usual) || own.containsValue(system);
    }
}
