package dev.scholium.web.batch;

/**
 * One row to be answered.
 *
 * @param source what the student reads
 * @param maxNewTokens how many tokens it may write; 0 for the label alone
 */
public record Question(String source, int maxNewTokens) {}
