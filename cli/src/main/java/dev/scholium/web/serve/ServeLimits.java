package dev.scholium.web.serve;

/**
 * What one request may ask for.
 *
 * @param rows most rows, at least 1
 * @param textCharacters longest text of a row's field, in Unicode characters, at least 1
 * @param deadlineMs longest wait for an answer, in milliseconds, which is also the default; at least 1
 */
public record ServeLimits(int rows, int textCharacters, int deadlineMs) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is below its least
     */
    public ServeLimits {
        if (rows < 1 || textCharacters < 1 || deadlineMs < 1) {
            throw new IllegalArgumentException("rows, text characters and deadline must be at least 1");
        }
    }
}
