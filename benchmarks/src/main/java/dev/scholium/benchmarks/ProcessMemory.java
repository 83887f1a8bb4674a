package dev.scholium.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Resident memory of processes, as Linux counts it. */
enum ProcessMemory {
    /** The highest so far. */
    PEAK("VmHWM:"),
    /** What it is now. */
    NOW("VmRSS:");

    private final String key;

    ProcessMemory(String key) {
        this.key = key;
    }

    /**
     * Looks at a process.
     *
     * @param pid its number
     * @return megabytes; empty if it has ended, or this is not Linux
     */
    OptionalLong megabytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
