package dev.scholium.augment.check;

/**
 * A fault that a check found.
 *
 * @param check which check
 * @param detail what it found, in a few words
 * @param policy what becomes of the rationale
 */
public record Finding(CheckName check, String detail, CheckPolicy policy) {}
