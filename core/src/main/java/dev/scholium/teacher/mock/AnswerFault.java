package dev.scholium.teacher.mock;

import dev.scholium.teacher.TokenUsage;
import java.util.List;

/** A fault in what the teacher says or bills: the same request meets it every time it comes. */
enum AnswerFault implements Fault {
    /** No text. */
    EMPTY("empty", "empty=0.01", "an answer without text", FaultText.Amount.NONE, 0) {
        @Override
        MockCompletion apply(MockCompletion usual, double amount) {
            return usual.with("", "stop");
        }
    },
    /** A refusal. */
    REFUSAL("refusal", "refusal=0.01", "a refusal: \"I'm sorry, but I can't ...\"", FaultText.Amount.NONE, 0) {
        @Override
        MockCompletion apply(MockCompletion usual, double amount) {
            return usual.with("I'm sorry, but I can't help with that.", "stop");
        }
    },
    /** An answer that was cut off. */
    LENGTH("length", "length=0.01", "an answer that is cut off, finish_reason=length", FaultText.Amount.NONE, 0) {
        @Override
        MockCompletion apply(MockCompletion usual, double amount) {
            List<String> words = MockAnswers.words(usual.text());
            return usual.with(String.join(" ", words.subList(0, Math.min(5, words.size()))), "length");
        }
    },
    /** Tokens that were billed and not shown. */
    HIDDEN("hidden", "hidden=0.5:300", "hidden tokens billed as written, here 300", FaultText.Amount.TOKENS, 300) {
        @Override
        MockCompletion apply(MockCompletion usual, double amount) {
            TokenUsage usage = usual.usage();
            long hidden = (long) amount;
            return usual.with(new TokenUsage(
                    usage.promptTokens(), usage.completionTokens() + hidden, usage.cachedTokens(), hidden));
        }
    },
    /** More tokens billed than there can be. */
    OVERBILL(
            "overbill",
            "overbill=0.001:100",
            "bills more than it can, here 100 times as much",
            FaultText.Amount.TIMES,
            100) {
        @Override
        MockCompletion apply(MockCompletion usual, double amount) {
            TokenUsage usage = usual.usage();
            return usual.with(
                    new TokenUsage((long) (usage.promptTokens() * amount), (long) (usage.completionTokens() * amount)));
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts and numbers
    private final FaultText text;

    AnswerFault(String word, String example, String effect, FaultText.Amount amount, double usualAmount) {
        this.text = new FaultText(word, example, effect, amount, usualAmount);
    }

    /**
     * What is said or billed instead.
     *
     * @param usual the faultless answer
     * @param amount what the fault counts
     * @return the faulty one
     */
    abstract MockCompletion apply(MockCompletion usual, double amount);

    @Override
    public FaultText text() {
        return text;
    }
}
