package dev.scholium.evaluate;

/**
 * A trial whose answers are those of a system.
 *
 * @param id names its folder and its files of predictions
 * @param system the system; in a sweep, the point
 * @param seed of its training
 */
public record SystemTrial(String id, String system, long seed) {}
