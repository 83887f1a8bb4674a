package dev.scholium.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A folder for a benchmark's files, deleted with all that is in it when it is closed.
 *
 * @param path where
 */
record WorkFolder(Path path) implements AutoCloseable {

    /**
     * Makes an empty one.
     *
     * @param name that its own begins with
     * @return it, to be closed by the caller
     * @throws IOException if it cannot be made
     */
    static WorkFolder make(String name) throws IOException {
        return new WorkFolder(Files.createTempDirectory(name));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> inside = Files.walk(path)) {
            for (Path file : inside.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
