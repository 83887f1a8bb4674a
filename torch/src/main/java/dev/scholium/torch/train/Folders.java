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

    /** Puts the old folder back where a crash came between the two moves of a swap. */
    static void recover(Path place) throws IOException {
        if (!Files.exists(place) && Files.exists(old(place))) {
            Files.move(old(place), place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Path old(Path place) {
        return place.resolveSibling(place.getFileName() + ".old");
    }
}
