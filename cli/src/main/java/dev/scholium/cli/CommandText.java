package dev.scholium.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The command as the user typed it, for the manifest and the report. */
final class CommandText {

    private CommandText() {}

    /**
     * Puts the command line together again.
     *
     * @param spec of the command that runs
     * @return a line that a shell understands
     */
    static String of(CommandSpec spec) {
        return spec.root().commandLine().getParseResult().originalArgs().stream()
                .map(CommandText::quoted)
                .collect(Collectors.joining(" ", "scholium ", ""));
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
