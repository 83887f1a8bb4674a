package dev.scholium.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists what is in a folder, in the order of the names, which no file system promises. */
public final class FolderListing {

    private FolderListing() {}

    /**
     * Lists a folder, not those in it.
     *
     * @param folder need not be there
     * @param pattern of names, such as {@code *.jsonl}
     * @return what is there, by name; nothing where there is no such folder
     * @throws dev.scholium.failure.ScholiumException if it cannot be read
     */
    public static List<Path> of(Path folder, String pattern) {
        List<Path> paths = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
                entries.forEach(paths::add);
            } catch (IOException e) {
                throw AtomicFile.cannotRead(folder, e);
            }
        }
        paths.sort(null);
        return paths;
    }
}
