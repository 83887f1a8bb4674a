package dev.scholium.data;

/** What the data tools need to know of tokens; the module {@code torch} has one over a model folder's tokenizer. */
public interface TokenCounter {

    /**
     * Counts a text's tokens.
     *
     * @param text any text
     * @return the count, {@code </s>} included, and how many of them the vocabulary does not know
     */
    Count count(String text);

    /**
     * Tokens of one text.
     *
     * @param tokens all, {@code </s>} included
     * @param unknown those that the vocabulary does not know
     */
    record Count(int tokens, int unknown) {}
}
