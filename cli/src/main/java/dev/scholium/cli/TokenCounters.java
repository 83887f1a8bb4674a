package dev.scholium.cli;

import dev.scholium.data.TokenCounter;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
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
        throw new ScholiumException(ExitCode.USAGE, tokenizer + ": this build has no tokenizers");
    }
}
