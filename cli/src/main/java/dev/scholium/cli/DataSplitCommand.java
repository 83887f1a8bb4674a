package dev.scholium.cli;

import dev.scholium.data.DataSource;
import dev.scholium.data.DataSplit;
import dev.scholium.data.DataWriter;
import dev.scholium.data.Dataset;
import dev.scholium.data.DatasetSplitter;
import dev.scholium.data.Example;
import dev.scholium.data.FileType;
import dev.scholium.data.LabelSet;
import dev.scholium.data.LoadedDataset;
import dev.scholium.data.SplitShares;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scholium data split}: cuts one file into train, dev and test. */
@Command(
        name = "split",
        description = "Cut one file into train, dev and test: seeded, balanced by label, equal premises together.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  scholium data split all.jsonl --out-dir splits --train 0.7 --test 0.2")
final class DataSplitCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataSourceOptions sources;

    @Mixin
    private BadRowOption badRows;

    @Mixin
    private ForceOption force;

    @Parameters(paramLabel = "FILE", description = "A data file.")
    private Path file;

    @Option(names = "--out-dir", paramLabel = "DIR", required = true, description = "Where train, dev and test go.")
    private Path folder;

    @Option(
            names = "--train",
            paramLabel = "SHARE",
            defaultValue = "0.8",
            description = "Share of train (${DEFAULT-VALUE}).")
    private double train;

    @Option(
            names = "--dev",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Share of dev (${DEFAULT-VALUE}).")
    private double dev;

    @Option(
            names = "--test",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Share of test (${DEFAULT-VALUE}).")
    private double test;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Shuffles the groups (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--group-by",
            paramLabel = "NAME",
            description = "Rows with the same text in this field or column stay together; none for every row alone"
                    + " (the first field).")
    private @Nullable String groupBy;

    @Override
    public Integer call() {
        DataSource source = sources.source(file);
        SplitShares shares = shares();
        shares.splits().forEach(split -> force.check(target(split)));
        LoadedDataset loaded = Dataset.load(source, badRows.policy());
        Map<DataSplit, List<Example>> parts =
                new DatasetSplitter(shares, group(source), seed).split(loaded.examples(), source.labels());
        PrintWriter out = spec.commandLine().getOut();
        parts.forEach(
                (split, rows) -> DataWriter.write(source.withFile(target(split)).withFormat(loaded.format()), rows));
        table(parts, source.labels(), out);
        BadRowOption.say(loaded, out);
        out.flush();
        return 0;
    }

    private Path target(DataSplit split) {
        return folder.resolve(split.word() + FileType.of(file).suffix());
    }

    private SplitShares shares() {
        try {
            return new SplitShares(train, dev, test);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Function<Example, String> group(DataSource source) {
        String name = groupBy == null ? source.fields().get(0) : groupBy;
        if (name.equals("none")) {
            return Example::uid;
        }
        return source.fields().contains(name) ? example -> example.field(name) : example -> example.column(name);
    }

    private void table(Map<DataSplit, List<Example>> parts, LabelSet labels, PrintWriter out) {
        out.printf(Locale.ROOT, "%-6s %9s", "split", "rows");
        labels.names().forEach(label -> out.printf(Locale.ROOT, " %14s", label));
        out.printf("  file%n");
        parts.forEach((split, rows) -> {
            out.printf(Locale.ROOT, "%-6s %,9d", split.word(), rows.size());
            for (String label : labels.names()) {
                long count =
                        rows.stream().filter(row -> row.label().equals(label)).count();
                out.printf(Locale.ROOT, " %,14d", count);
            }
            out.printf("  %s%n", target(split));
        });
    }
}
