package dev.scholium.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code scholium data}: looks at data files, cuts and converts them. */
@Command(
        name = "data",
        description = "Look at labelled data, cut it into splits, convert it.",
        mixinStandardHelpOptions = true,
        subcommands = {DataInspectCommand.class, DataSplitCommand.class, DataConvertCommand.class},
        footerHeading = "%nExample:%n",
        footer = "  scholium data inspect train.jsonl dev.jsonl")
final class DataCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
