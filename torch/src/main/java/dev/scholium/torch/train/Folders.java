package dev.scholium.torch.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that are swapped in whole. */
final class Folders {

    /** What the name of a folder ends with that is being swapped out. */
    static final String OLD = ".old";

    private Folders() {}

    /** Deletes a folder and all in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    /**
     * Puts a finished folder in another's place. A crash in the middle leaves the old one beside it, for
     * {@link #recover}.
     */
    static void swap(Path finished, Path place) throws IOException {
        Path old = old(place);
        delete(old);
        if (Files.exists(place)) {
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
        delete(old);
    }

    /** Ends a swap that a crash came into: without a new folder, the old one is put back. */
    static void recover(Path place) throws IOException {
        if (Files.exists(place)) {
            delete(old(place));
        } else if (Files.exists(old(place))) {
            Files.move(old(place), place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Path old(Path place) {
        return place.resolveSibling(place.getFileName() + OLD);
    }
}
