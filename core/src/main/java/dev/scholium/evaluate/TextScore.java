package dev.scholium.evaluate;

/**
 * A score of written texts against their references.
 *
 * @param score what the metric says, mostly 0 to 100
 * @param signature the settings in words, without which the number cannot be compared
 */
public record TextScore(double score, String signature) {}
