package dev.scholium.augment;

import dev.scholium.data.Example;

/**
 * A row with a rationale.
 *
 * @param example the row
 * @param rationale what was written about it
 */
public record AugmentedExample(Example example, Rationale rationale) {}
