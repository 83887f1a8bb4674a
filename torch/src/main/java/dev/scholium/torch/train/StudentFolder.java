package dev.scholium.torch.train;

import dev.scholium.file.AtomicFile;
import dev.scholium.torch.t5.T5Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A trial's {@code student/}: the best checkpoint as a Hugging Face folder that is whole at every moment; in its folder
 * {@code adapter}, where there is one, the adapter that is merged into it.
 */
final class StudentFolder {

    private final Path folder;
    private final String base;

    /**
     * A student's folder.
     *
     * @param folder where
     * @param base the model that an adapter is for
     */
    StudentFolder(Path folder, String base) {
        this.folder = folder;
        this.base = base;
    }

    /** {@return where the student lies, after a crash in the middle of its last change was mended} */
    Path path() {
        try {
            Folders.recover(folder);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(folder, e);
        }
        return folder;
    }

    /** Deletes what a killed save left. */
    void deleteUnfinished() {
        try {
            Folders.delete(part());
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(part(), e);
        }
    }

    private Path part() {
        return folder.resolveSibling(folder.getFileName() + ".part");
    }

    /**
     * Puts a better student in the place of the one that is there. When it fails, that one stays, and nothing of the
     * new one.
     *
     * @param model the student
     * @param lesson writes what belongs beside the weights
     * @throws dev.scholium.failure.ScholiumException if it cannot be written
     */
    void replace(T5Model model, Lesson lesson) {
        Path part = part();
        try {
            try {
                Folders.delete(part);
                Files.createDirectories(part);
                model.save(part);
                lesson.saveBeside(part);
                if (model.isAdapted()) {
                    model.saveAdapter(part.resolve("adapter"), base);
                }
                Folders.swap(part, path());
            } finally {
                Folders.delete(part);
            }
            AtomicFile.syncFolder(folder.toAbsolutePath().resolveSibling("."));
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(folder, e);
        }
    }
}
