package dev.scholium.evaluate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the folder of real data, which is no part of the project; without it a test is skipped. */
final class SharedData {

    private SharedData() {}

    static Path file(String name) {
        String named = System.getProperty("SCHOLIUM_DATA", System.getenv("SCHOLIUM_DATA"));
        Path folder = named == null ? Path.of("../../shared/data") : Path.of(named);
        Path file = folder.resolve(name);
        assumeTrue(Files.exists(file), "needs the shared data: set SCHOLIUM_DATA to the folder with " + name);
        return file;
    }
}
