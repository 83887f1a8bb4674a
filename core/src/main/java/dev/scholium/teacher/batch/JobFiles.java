package dev.scholium.teacher.batch;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder beside a journal that holds the requests of its open batch jobs, and results while they are read. */
final class JobFiles {

    private final Path folder;

    JobFiles(Path journal) {
        this.folder = journal.resolveSibling(journal.getFileName() + "-batches");
    }

    /** {@return the folder, which is made when missing} */
    Path folder() {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** {@return the file of a job's requests} */
    Path requests(String name) {
        return folder().resolve(name + ".jsonl");
    }

    /** {@return the file that one of a job's results is put in while it is read} */
    Path results(String name, int number) {
        return folder().resolve(name + ".results-" + number + ".jsonl");
    }

    /** Deletes a job's requests, and the folder with the last of them. */
    void deleteRequests(String name) {
        delete(requests(name));
        try {
            Files.deleteIfExists(folder);
        } catch (IOException notEmpty) {
            // another job's requests are there
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            // in nobody's way
        }
    }

    static ScholiumException failure(Path file, IOException e) {
        return new ScholiumException(
                ExitCode.FAILED,
                file + ": a batch job's requests or results cannot be written or read: " + e.getMessage(),
                e);
    }
}
