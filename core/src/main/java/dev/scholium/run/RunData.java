package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.data.Dataset;
import dev.scholium.data.Example;
import dev.scholium.data.LoadedDataset;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Sha256;
import dev.scholium.recipe.DataSpec;
import dev.scholium.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rows of a run, all read and checked before anything is spent. */
final class RunData {

    private final Map<DataSplit, List<Example>> rows;
    private final List<Input> inputs;

    private RunData(Map<DataSplit, List<Example>> rows, List<Input> inputs) {
        this.rows = rows;
        this.inputs = inputs;
    }

    /**
     * Reads every file that a recipe names.
     *
     * @param recipe any recipe
     * @return its rows
     * @throws ScholiumException if a file is missing, has bad rows that the recipe does not skip, or lacks a column
     *     that rationales shall be compared with
     */
    static RunData read(Recipe recipe) {
        Map<DataSplit, List<Example>> rows = new EnumMap<>(DataSplit.class);
        List<Input> inputs = new ArrayList<>();
        for (DataSplit split : DataSplit.values()) {
            DataSpec.DataFile file = recipe.data().of(split);
            if (file.file().isEmpty()) {
                continue;
            }
            LoadedDataset loaded =
                    Dataset.load(file.source(recipe.task()), recipe.data().onBadRow());
            List<Example> examples = loaded.examples();
            if (file.limit() > 0 && file.limit() < examples.size()) {
                examples = examples.subList(0, file.limit());
            }
            rows.put(split, examples);
            inputs.add(new Input(
                    split.word(),
                    file.file(),
                    sha256(Path.of(file.file())),
                    examples.size(),
                    loaded.badRowCount(),
                    loaded.unlabelled()));
        }
        for (DataSplit split : recipe.evaluation().dataSplits()) {
            checkReferences(recipe, split, rows.getOrDefault(split, List.of()));
        }
        return new RunData(rows, inputs);
    }

    private static void checkReferences(Recipe recipe, DataSplit split, List<Example> rows) {
        for (String column : recipe.evaluation().references()) {
            if (rows.stream().allMatch(row -> row.column(column).isBlank())) {
                Set<String> columns = new TreeSet<>();
                rows.forEach(row -> columns.addAll(row.columns().keySet()));
                throw new ScholiumException(
                        ExitCode.USAGE,
                        "evaluation.references: must name columns of " + split.word() + " that hold texts, but \""
                                + column + "\" holds none; "
                                + recipe.data().of(split).file() + " has " + columns);
            }
        }
    }

    /**
     * The rows of a split.
     *
     * @param split a split that the recipe names
     * @return its rows in the file's order
     */
    List<Example> of(DataSplit split) {
        return rows.getOrDefault(split, List.of());
    }

    /**
     * The same with only some of a split's rows, and no other split.
     *
     * @param split which split
     * @param some its rows
     * @return other data
     */
    RunData only(DataSplit split, List<Example> some) {
        return new RunData(Map.of(split, some), inputs);
    }

    /** {@return what was read, for the manifest} */
    List<Input> inputs() {
        return inputs;
    }

    /**
     * Checks that the files are those that the run began with.
     *
     * @param manifest of the run
     * @throws ScholiumException if one has changed
     */
    void checkUnchanged(Manifest manifest) {
        for (Input input : inputs) {
            manifest.entry("inputs", "split", input.split()).ifPresent(before -> {
                String expected = before.path("sha256").asString("");
                if (!expected.equals(input.sha256())) {
                    throw new ScholiumException(
                            ExitCode.FAILED,
                            input.file() + ": has changed since this run began (SHA-256 was "
                                    + expected.substring(0, 12)
                                    + "..., is " + input.sha256().substring(0, 12)
                                    + "...); put the old file back, or begin another run with --run-dir");
                }
            });
        }
    }

    private static String sha256(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    /**
     * A file as it was read.
     *
     * @param split what it is used for
     * @param file its path
     * @param sha256 hash of its bytes
     * @param rows rows used
     * @param badRows malformed rows left out
     * @param unlabelled rows that the format defines as unlabelled, left out
     */
    record Input(String split, String file, String sha256, long rows, long badRows, long unlabelled) {}
}
