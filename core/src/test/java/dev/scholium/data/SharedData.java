package dev.scholium.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the real data files, which are not part of the repository. */
final class SharedData {

    private SharedData() {}

    /** The file, or the test is skipped. */
    static Path file(String name) {
        String given = System.getProperty("scholium.data", System.getenv("SCHOLIUM_DATA"));
        Path folder = given == null ? Path.of("..", "..", "shared", "data") : Path.of(given);
        Path file = folder.resolve(name);
        assumeTrue(Files.exists(file), () -> "needs " + name + " in the folder that SCHOLIUM_DATA names");
        return file;
    }
}
