package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Whether files that are there may be replaced. */
final class ForceOption {

    @Option(names = "--force", description = "Replace files that are there.")
    private boolean force;

    /**
     * Checks a file that is about to be written.
     *
     * @param file where
     * @throws ScholiumException if it is there and may not be replaced
     */
    void check(Path file) {
        if (!force && Files.exists(file)) {
            throw new ScholiumException(ExitCode.FAILED, file + ": is already there; --force replaces it");
        }
    }
}
