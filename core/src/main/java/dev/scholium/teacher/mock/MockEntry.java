package dev.scholium.teacher.mock;

/**
 * One line of the mock teacher's log: a request and what became of it.
 *
 * @param hash SHA-256 of the body
 * @param outcome what became of it
 * @param promptTokens tokens billed as read
 * @param completionTokens tokens billed as written
 */
record MockEntry(String hash, MockOutcome outcome, long promptTokens, long completionTokens) {}
