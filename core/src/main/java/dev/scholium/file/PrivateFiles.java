package dev.scholium.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes files and folders that only their owner may read, where the file system knows owners.
 *
 * <p>What is there already keeps its permissions, and so do the folders above.
 */
public final class PrivateFiles {

    private PrivateFiles() {}

    /**
     * Makes a folder, and those above it.
     *
     * @param folder where
     * @throws IOException if it cannot be made
     */
    public static void createFolder(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(absolute, permissions(absolute, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(absolute)) {
                throw e;
            }
        }
    }

    /**
     * Makes an empty file unless there is one; another process may do the same.
     *
     * @param file where; its folder must exist
     * @throws IOException if it cannot be made
     */
    public static void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, permissions(file.toAbsolutePath(), "rw-------"));
        } catch (FileAlreadyExistsException e) {
            // what is there keeps its permissions
        }
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        Set<String> views = path.getFileSystem().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
