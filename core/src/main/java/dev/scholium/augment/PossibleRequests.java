package dev.scholium.augment;

import dev.scholium.prompt.Prompt;

/**
 * Requests that an answer may lead to.
 *
 * @param longest a prompt that none of theirs exceeds
 * @param times how many they are at most, at least 1
 */
public record PossibleRequests(Prompt longest, int times) {}
