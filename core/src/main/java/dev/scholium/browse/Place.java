package dev.scholium.browse;

import dev.scholium.data.DataSource;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Something whose rows are read: a data file or a run folder. */
public sealed interface Place {

    /** {@return the file or folder} */
    Path path();

    /** {@return what readers call it: the last part of its path} */
    default String name() {
        return String.valueOf(path().toAbsolutePath().normalize().getFileName());
    }

    /**
     * A data file.
     *
     * @param source the file and how to read it
     */
    record OfData(DataSource source) implements Place {
        @Override
        public Path path() {
            return source.file();
        }
    }

    /**
     * A run folder, or that of a sweep.
     *
     * @param path the folder
     */
    record OfRun(Path path) implements Place {

        /**
         * The folders that have rationales of their own, and edits of them.
         *
         * @return relative to the run folder: empty for itself, {@code shared/<group>} for what trials of a sweep share
         */
        public List<String> rationaleFolders() {
            return new RunFiles(path).folders();
        }
    }

    /**
     * What a path leads to.
     *
     * @param path a file or folder
     * @param data how a data file is read
     * @return the place
     * @throws ScholiumException if there is neither a file nor a run folder
     */
    static Place of(Path path, Function<Path, DataSource> data) {
        if (Files.isRegularFile(path)) {
            return new OfData(data.apply(path));
        }
        boolean run = Files.exists(path.resolve("manifest.json"))
                || Files.isDirectory(path.resolve("augmented"))
                || Files.isDirectory(path.resolve("predictions"));
        if (run) {
            return new OfRun(path);
        }
        throw new ScholiumException(
                ExitCode.USAGE,
                path + ": must be a data file or a run folder, but "
                        + (Files.isDirectory(path)
                                ? "is a folder without manifest.json, augmented and predictions"
                                : "there is no such file"));
    }
}
