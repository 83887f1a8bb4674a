package dev.scholium.cli;

import picocli.CommandLine.Option;

/** {@code --dry-run}: what would be asked and what it would cost, without sending anything. */
final class DryRunOption {

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
    private OutputFormat format = OutputFormat.text;

    boolean isDry() {
        return dryRun;
    }

    OutputFormat format() {
        return format;
    }
}
