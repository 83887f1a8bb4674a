package dev.scholium.cli;

import dev.scholium.data.DataFormat;
import dev.scholium.data.DataWriter;
import dev.scholium.data.Dataset;
import dev.scholium.data.LoadedDataset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scholium data convert}: writes a data file in another format or type. */
@Command(
        name = "convert",
        description = "Write a data file in another format or type; the names of the files say the types.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  scholium data convert anli/R1/dev.jsonl dev.parquet --from anli --to columns")
final class DataConvertCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataSourceOptions sources;

    @Mixin
    private BadRowOption badRows;

    @Mixin
    private ForceOption force;

    @Parameters(index = "0", paramLabel = "IN", description = "A data file.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The new file.")
    private Path out;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            defaultValue = "columns",
            converter = DataSourceOptions.FormatConverter.class,
            description = "anli, snli, mnli, esnli or columns (${DEFAULT-VALUE}).")
    private DataFormat to;

    @Override
    public Integer call() {
        force.check(out);
        LoadedDataset loaded = Dataset.load(sources.source(in), badRows.policy());
        DataWriter.write(sources.target(out, to), loaded.examples());
        PrintWriter screen = spec.commandLine().getOut();
        screen.printf(
                Locale.ROOT,
                "%s: %,d rows (%s) from %s (%s)%n",
                out,
                loaded.examples().size(),
                to,
                in,
                loaded.format());
        BadRowOption.say(loaded, screen);
        screen.flush();
        return 0;
    }
}
