package dev.scholium.report;

import dev.scholium.evaluate.TrialFile;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.FolderListing;
import dev.scholium.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Copies a run's student to a folder of its own, with a model card, as it can be handed on. */
public final class StudentExport {

    private static final String CARD = "README.md";

    private final Path trialFolder;
    private final Path student;

    /**
     * An export of a student.
     *
     * @param student {@code RUN/trials/TRIAL/student}, or {@code RUN/trials/TRIAL}
     * @throws ScholiumException if it is no student of a run
     */
    public StudentExport(Path student) {
        Path path = student.toAbsolutePath().normalize();
        this.student = Files.isDirectory(path.resolve("student")) ? path.resolve("student") : path;
        this.trialFolder = this.student.resolveSibling("").normalize();
        if (!Files.exists(this.student.resolve("config.json"))
                || TrialFile.in(trialFolder).isEmpty()) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    student + ": must be a run's student, RUN/trials/TRIAL/student, but has no config.json with a"
                            + " trial.json beside its folder");
        }
    }

    /**
     * Writes the folder, whole or not at all.
     *
     * @param target must not exist, or be empty
     * @throws ScholiumException if it holds something, or a file cannot be read or written
     */
    public void write(Path target) {
        try {
            if (Files.exists(target) && !isEmpty(target)) {
                throw new ScholiumException(
                        ExitCode.FAILED, target + ": must be a new or an empty folder, but holds files; name another");
            }
            Path whole = target.toAbsolutePath().normalize();
            Path part = whole.resolveSibling(whole.getFileName() + ".part");
            empty(part);
            Map<String, String> hashes = new TreeMap<>();
            for (Path file : FolderListing.of(student, "*")) {
                if (Files.isRegularFile(file) && !file.endsWith(CARD)) {
                    Path copy = part.resolve(file.getFileName());
                    Files.copy(file, copy);
                    AtomicFile.sync(copy);
                    hashes.put(file.getFileName().toString(), Sha256.of(copy));
                }
            }
            AtomicFile.write(part.resolve(CARD), card(hashes));
            Files.deleteIfExists(whole);
            Files.move(part, whole);
            AtomicFile.syncFolder(whole.resolveSibling("").normalize());
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(target, e);
        }
    }

    private String card(Map<String, String> hashes) {
        RunContents run = new RunFolderReader(trialFolder.resolve("../..").normalize()).read();
        String id = String.valueOf(trialFolder.getFileName());
        Trial trial = run.trials().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ScholiumException(
                        ExitCode.FAILED,
                        trialFolder + ": its trial.json must say that it is " + id + ", but does not"));
        return new ModelCard(run, trial, hashes).text();
    }

    private static boolean isEmpty(Path folder) {
        return Files.isDirectory(folder) && FolderListing.of(folder, "*").isEmpty();
    }

    /** Of an export that was broken off, files may be left: they lie in no folders. */
    private static void empty(Path part) throws IOException {
        List<Path> left = FolderListing.of(part, "*");
        for (Path file : left) {
            Files.delete(file);
        }
        Files.createDirectories(part);
    }
}
