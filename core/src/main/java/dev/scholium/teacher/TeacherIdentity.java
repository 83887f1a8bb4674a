package dev.scholium.teacher;

/**
 * Who is asked and with which settings: what makes two equal prompts the same request.
 *
 * @param provider how it is reached: {@code openai}, {@code built-in}
 * @param model the model's name there
 * @param settings everything else that can change an answer (address, temperature, seed, limits), in one canonical
 *     text; empty for a teacher without settings. Never a key.
 */
public record TeacherIdentity(String provider, String model, String settings) {}
