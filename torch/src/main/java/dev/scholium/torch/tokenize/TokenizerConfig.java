package dev.scholium.torch.tokenize;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What {@code tokenizer_config.json} says of a vocabulary that lies beside it, or that needs no file.
 *
 * @param tokenizerClass of Python's transformers; empty where no file names one
 * @param sentinels how many come after the pieces of a {@code spiece.model}; T5's 100 where no file says so
 */
record TokenizerConfig(String tokenizerClass, int sentinels) {

    /** The class whose tokens are bytes. */
    static final String OF_BYTES = "ByT5Tokenizer";

    private static final int MOST = 10_000; // more than any T5 has

    /**
     * Reads what lies beside a vocabulary.
     *
     * @param file of the vocabulary; need not exist
     * @return what {@code tokenizer_config.json} says, and where it names no class, {@code config.json}
     * @throws ScholiumException if a file cannot be read
     */
    static TokenizerConfig beside(Path file) {
        Path path = file.resolveSibling(TokenizerFiles.CONFIG);
        JsonNode json = tree(path);
        int sentinels = json.path("extra_ids").asInt(TokenizerJson.SENTINELS);
        if (sentinels < 0 || sentinels > MOST) {
            throw new ScholiumException(
                    ExitCode.FAILED, path + ": extra_ids must be from 0 to " + MOST + ", but is " + sentinels);
        }
        String model =
                tree(file.resolveSibling("config.json")).path("tokenizer_class").asString("");
        return new TokenizerConfig(json.path("tokenizer_class").asString(model), sentinels);
    }

    private static JsonNode tree(Path path) {
        try {
            return Files.isRegularFile(path)
                    ? Json.mapper().readTree(Files.readAllBytes(path))
                    : Json.mapper().createObjectNode();
        } catch (JacksonException e) {
            throw new ScholiumException(ExitCode.FAILED, path + ": must be JSON, but is not", e);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(path, e);
        }
    }

    /** {@return whether the tokens are bytes, as a byT5's} */
    boolean isOfBytes() {
        return tokenizerClass.equals(OF_BYTES);
    }
}
