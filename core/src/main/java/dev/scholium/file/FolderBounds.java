package dev.scholium.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells what lies in a folder from what a symbolic link in it leads out to. */
public final class FolderBounds {

    private FolderBounds() {}

    /**
     * Follows a path to where it leads.
     *
     * @param folder must exist
     * @param path in it, as it reads; a file may be missing
     * @return whether it lies in the folder, or would; not if that cannot be told, as of a link to nothing
     */
    public static boolean hold(Path folder, Path path) {
        @Nullable Path there = path.toAbsolutePath();
        while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        try {
            return there != null && there.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
