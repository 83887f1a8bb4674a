package dev.scholium.teacher.mock;

/**
 * A chat request as the mock teacher received it.
 *
 * @param body the body as it came
 * @param hash SHA-256 of the body, in hexadecimal digits
 * @param times how often this very body has come, this time included, from 1
 * @param number how many chat requests have come, this one included, from 1
 * @param tokens what it takes of a limit on tokens: those of its prompt and all that may be written
 */
public record MockRequest(String body, String hash, int times, long number, long tokens) {}
