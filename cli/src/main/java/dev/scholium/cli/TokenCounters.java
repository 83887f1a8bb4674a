package dev.scholium.cli;

import dev.scholium.data.TokenCounter;
import dev.scholium.torch.T5Engine;
import java.nio.file.Path;

/** Where commands get their tokenizers from. */
final class TokenCounters {

    private TokenCounters() {}

    /**
     * Opens a tokenizer.
     *
     * @param tokenizer a model folder, or its {@code tokenizer.json} or {@code spiece.model}
     * @return a counter over it
     */
    @SuppressWarnings("DoNotCallSuggester") // until the student engine is wired in here
    static TokenCounter open(Path tokenizer) {
        return new T5Engine().tokenCounter(tokenizer);
    }
}
