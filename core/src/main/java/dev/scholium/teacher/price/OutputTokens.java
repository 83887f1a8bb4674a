package dev.scholium.teacher.price;

import dev.scholium.teacher.TeacherConfig;

/** Guesses how long a teacher's answers will be from those it has given. Not safe for several threads. */
public final class OutputTokens {

    /** Fewer answers than this say too little. */
    private static final int ENOUGH = 20;

    private final long most;
    private long answers;
    private double sum;
    private double squares;

    /**
     * A guess for a teacher.
     *
     * @param config its longest answer
     */
    public OutputTokens(TeacherConfig config) {
        this.most = (long) config.maxTokens() + config.maxHiddenTokens();
    }

    /**
     * It gave an answer.
     *
     * @param tokens how long, at least 1; others are left out
     */
    public void seen(long tokens) {
        if (tokens > 0) {
            answers++;
            sum += tokens;
            squares += (double) tokens * tokens;
        }
    }

    /** {@return from how many earlier answers the guess is made; 0 where it is a rule of thumb} */
    public long basis() {
        return answers < ENOUGH ? 0 : answers;
    }

    /**
     * Tokens of further answers.
     *
     * @param requests how many
     * @return by the mean of earlier answers with two standard errors, or from a tenth to all of what is allowed
     */
    public TokenSpan of(long requests) {
        if (answers < ENOUGH) {
            return new TokenSpan(requests * Math.max(1, most / 10), requests * ((most + 3) / 4), requests * most);
        }
        double mean = sum / answers;
        double variance = Math.max(0, squares / answers - mean * mean);
        double error = requests == 0 ? 0 : 2 * Math.sqrt(variance / answers + variance / requests);
        return new TokenSpan(
                Math.round(requests * Math.max(1, mean - error)),
                Math.round(requests * mean),
                Math.round(requests * Math.min((double) most, mean + error)));
    }
}
