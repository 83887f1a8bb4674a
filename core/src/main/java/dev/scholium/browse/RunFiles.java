package dev.scholium.browse;

import dev.scholium.data.DataSplit;
import dev.scholium.file.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of a run folder that hold rows, in the order of their names. A link that leads out of the folder is passed
 * over.
 */
final class RunFiles {

    private static final String REJECTED = ".rejected.jsonl";
    private static final String NEW_ROWS = ".rows.jsonl";
    private static final String NEW_ROWS_REJECTED = ".rows.rejected.jsonl";
    private static final String LINES = ".jsonl";

    private final Path folder;

    RunFiles(Path folder) {
        this.folder = folder;
    }

    /** What a file of rows holds. */
    enum Content {
        /** Rows with rationales. */
        RATIONALES,
        /** Rows that got none. */
        REJECTED,
        /** New rows. */
        NEW_ROWS,
        /** What a system said. */
        PREDICTIONS
    }

    /**
     * One file of rows.
     *
     * @param path where
     * @param content what is in it
     * @param name of the source or trial
     * @param split its rows are of
     */
    record RowFile(Path path, Content content, String name, DataSplit split) {}

    /** {@return all files of rows: rationales, then rejected ones, then new rows, then predictions} */
    List<RowFile> rows() {
        List<RowFile> files = new ArrayList<>();
        for (Path augmented : augmentedFolders()) {
            for (Path file : inside(augmented, "*" + LINES)) {
                augmented(file).ifPresent(files::add);
            }
        }
        for (Path file : inside(folder.resolve("predictions"), "*" + LINES)) {
            named(file, LINES, Content.PREDICTIONS).ifPresent(files::add);
        }
        files.sort(java.util.Comparator.comparing(RowFile::split).thenComparing(RowFile::content));
        return files;
    }

    /** A run has one; what the trials of a sweep share lies in one a group. */
    private List<Path> augmentedFolders() {
        List<Path> folders = new ArrayList<>(List.of(folder.resolve("augmented")));
        for (Path group : inside(folder.resolve("shared"), "*")) {
            folders.add(group.resolve("augmented"));
        }
        return folders;
    }

    private static Optional<RowFile> augmented(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(NEW_ROWS_REJECTED)) {
            return Optional.empty(); // they are no rows
        }
        if (name.endsWith(NEW_ROWS)) {
            return named(file, NEW_ROWS, Content.NEW_ROWS);
        }
        return name.endsWith(REJECTED)
                ? named(file, REJECTED, Content.REJECTED)
                : named(file, LINES, Content.RATIONALES);
    }

    private static Optional<RowFile> named(Path file, String end, Content content) {
        String name = String.valueOf(file.getFileName());
        String stem = name.substring(0, name.length() - end.length());
        for (DataSplit split : DataSplit.values()) {
            String tail = "-" + split.word();
            if (stem.endsWith(tail)) {
                return Optional.of(new RowFile(file, content, stem.substring(0, stem.length() - tail.length()), split));
            }
        }
        return Optional.empty();
    }

    private List<Path> inside(Path of, String pattern) {
        List<Path> paths = new ArrayList<>();
        if (!Files.isDirectory(of)) {
            return paths;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(of, pattern)) {
            Path real = folder.toRealPath();
            for (Path entry : entries) {
                if (entry.toRealPath().startsWith(real)) {
                    paths.add(entry);
                }
            }
        } catch (IOException e) {
            throw AtomicFile.cannotRead(of, e);
        }
        paths.sort(null);
        return paths;
    }
}
