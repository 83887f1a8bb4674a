package dev.scholium.augment;

import dev.scholium.augment.check.Checker;
import dev.scholium.augment.check.ChecksSpec;
import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import java.nio.file.Path;
import java.util.List;

/**
 * What to augment.
 *
 * @param name begins the names of the files: {@code extraction}
 * @param split ends them
 * @param rows the examples, read some times over and never held together
 * @param fields names of the task's fields
 * @param labels the task's labels
 * @param source where the rationales come from
 * @param folder where the files go
 * @param checks what is looked for in the rationales
 */
public record AugmentJob(
        String name,
        DataSplit split,
        Iterable<Example> rows,
        List<String> fields,
        LabelSet labels,
        RationaleSource source,
        Path folder,
        ChecksSpec checks) {

    /** Copies. */
    public AugmentJob {
        fields = List.copyOf(fields);
    }

    /**
     * A job with the default checks.
     *
     * @param name begins the names of the files
     * @param split ends them
     * @param rows the examples
     * @param fields names of the task's fields
     * @param labels the task's labels
     * @param source where the rationales come from
     * @param folder where the files go
     */
    public AugmentJob(
            String name,
            DataSplit split,
            Iterable<Example> rows,
            List<String> fields,
            LabelSet labels,
            RationaleSource source,
            Path folder) {
        this(name, split, rows, fields, labels, source, folder, ChecksSpec.defaults());
    }

    /** {@return what carries out its checks; each use has one of its own} */
    Checker checker() {
        return new Checker(
                checks,
                source.kind(),
                labels,
                source instanceof RationaleSource.Taught taught
                        ? taught.template().labelWords().values()
                        : List.of());
    }

    /** {@return the file of rows with a rationale, in the order of the input} */
    public Path file() {
        return file(folder, name, split);
    }

    /**
     * Where the rows with a rationale of a source are.
     *
     * @param folder of all of them
     * @param name begins the file's name
     * @param split ends it
     * @return {@code <name>-<split>.jsonl}
     */
    public static Path file(Path folder, String name, DataSplit split) {
        return folder.resolve(name + "-" + split.word() + ".jsonl");
    }

    /** {@return the file of rows without one, each with its reason} */
    public Path rejectedFile() {
        return folder.resolve(name + "-" + split.word() + ".rejected.jsonl");
    }
}
