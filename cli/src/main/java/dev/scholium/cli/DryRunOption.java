package dev.scholium.cli;

import picocli.CommandLine.Option;

/** {@code --dry-run}: what would be asked and what it would cost, without sending anything. */
final class DryRunOption {

    /** How the figures are printed. */
    enum Format {
        /** A table for people. */
        TEXT,
        /** One JSON object. */
        JSON
    }

    @Option(
            names = "--dry-run",
            description =
                    "Say what the teacher would be asked and what it would cost. Nothing is sent or written; no key"
                            + " is needed.")
    private boolean dryRun;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "With --dry-run: text (default) or json.",
            defaultValue = "text")
    private Format format = Format.TEXT;

    boolean isDry() {
        return dryRun;
    }

    Format format() {
        return format;
    }
}
