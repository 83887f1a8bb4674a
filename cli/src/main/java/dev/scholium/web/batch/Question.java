package dev.scholium.web.batch;

/**
 * One row to be answered.
 *
 * @param source what the student reads
 * @param maxNewTokens how many tokens it may write; 0 for the label alone
 * @param listener hears of the answer before it is whole
 */
public record Question(String source, int maxNewTokens, QuestionListener listener) {

    /**
     * A question whose whole answer is waited for.
     *
     * @param source what the student reads
     * @param maxNewTokens how many tokens it may write; 0 for the label alone
     */
    public Question(String source, int maxNewTokens) {
        this(source, maxNewTokens, QuestionListener.NONE);
    }

    /**
     * The same question, listened to.
     *
     * @param hears of the answer before it is whole
     * @return a changed copy
     */
    public Question heardBy(QuestionListener hears) {
        return new Question(source, maxNewTokens, hears);
    }
}
