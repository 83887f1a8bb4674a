package dev.scholium.browse;

import dev.scholium.data.DataSplit;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.FolderBounds;
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
    private static final String SHARED = "shared";

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
     * @param folder what it belongs to within the run folder: empty for the run itself, {@code shared/<group>} for what
     *     trials of a sweep share
     * @param content what is in it
     * @param name of the source or trial
     * @param split its rows are of
     */
    record RowFile(Path path, String folder, Content content, String name, DataSplit split) {}

    /** {@return all files of rows: rationales, then rejected ones, then new rows, then predictions} */
    List<RowFile> rows() {
        List<RowFile> files = new ArrayList<>();
        for (String part : folders()) {
            for (Path file : inside(folder.resolve(part).resolve("augmented"), "*" + LINES)) {
                augmented(file, part).ifPresent(files::add);
            }
        }
        for (Path file : inside(folder.resolve("predictions"), "*" + LINES)) {
            named(file, "", LINES, Content.PREDICTIONS).ifPresent(files::add);
        }
        files.sort(java.util.Comparator.comparing(RowFile::split).thenComparing(RowFile::content));
        return files;
    }

    /** A run has one; what the trials of a sweep share lies in one a group. */
    List<String> folders() {
        List<String> folders = new ArrayList<>(List.of(""));
        for (Path group : inside(folder.resolve(SHARED), "*")) {
            folders.add(SHARED + "/" + group.getFileName());
        }
        return folders;
    }

    private static Optional<RowFile> augmented(Path file, String part) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(NEW_ROWS_REJECTED)) {
            return Optional.empty(); // they are no rows
        }
        if (name.endsWith(NEW_ROWS)) {
            return named(file, part, NEW_ROWS, Content.NEW_ROWS);
        }
        return name.endsWith(REJECTED)
                ? named(file, part, REJECTED, Content.REJECTED)
                : named(file, part, LINES, Content.RATIONALES);
    }

    private static Optional<RowFile> named(Path file, String part, String end, Content content) {
        String name = String.valueOf(file.getFileName());
        String stem = name.substring(0, name.length() - end.length());
        for (DataSplit split : DataSplit.values()) {
            String tail = "-" + split.word();
            if (stem.endsWith(tail)) {
                return Optional.of(
                        new RowFile(file, part, content, stem.substring(0, stem.length() - tail.length()), split));
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
            for (Path entry : entries) {
                if (FolderBounds.hold(folder, entry)) {
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
