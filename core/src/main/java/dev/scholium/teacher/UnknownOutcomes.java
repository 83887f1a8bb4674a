package dev.scholium.teacher;

import dev.scholium.teacher.price.Usd;

/**
 * Requests of unknown outcome: the process that sent them died, and they are in no open batch job.
 *
 * @param requests how many
 * @param most what they may have cost together, as far as their prices were known
 */
public record UnknownOutcomes(long requests, Usd most) {}
