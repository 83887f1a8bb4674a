package dev.scholium.teacher.mock;

/**
 * What a chat request asks, in whatever form it came.
 *
 * @param model the model
 * @param prompt all that the messages say, the last of them at the end
 * @param lastMessage what the last message says
 * @param maxTokens how many tokens may be written, at least 0
 */
record ChatQuestion(String model, String prompt, String lastMessage, int maxTokens) {}
