package dev.scholium.teacher;

import dev.scholium.prompt.Prompt;

/**
 * One question to a teacher: equal questions to one teacher are asked once.
 *
 * @param prompt what is asked
 * @param sample 0; higher for the same prompt asked once more on purpose, with the sampling seed that much higher
 */
public record Question(Prompt prompt, int sample) {

    /**
     * Checks the sample.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Question {
        if (sample < 0) {
            throw new IllegalArgumentException("a question's sample must be at least 0, but is " + sample);
        }
    }

    /**
     * A prompt that is asked for the first time.
     *
     * @param prompt what is asked
     * @return sample 0 of it
     */
    public static Question of(Prompt prompt) {
        return new Question(prompt, 0);
    }
}
