package dev.scholium.torch.tokenize;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the shared data lie that some tests need; they skip where there are none. */
final class SharedData {

    private SharedData() {}

    static Path file(String name) {
        String folder = System.getProperty("SCHOLIUM_DATA", System.getenv("SCHOLIUM_DATA"));
        Path root = folder == null ? Path.of("..", "..", "shared", "data") : Path.of(folder);
        Path file = root.resolve(name);
        assumeTrue(Files.exists(file), () -> "needs " + name + " of the shared data; set SCHOLIUM_DATA to its folder");
        return file;
    }
}
