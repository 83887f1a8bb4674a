package dev.scholium.torch.train;

import dev.scholium.file.AtomicFile;
import dev.scholium.torch.t5.T5Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A trial's {@code student/}: the best checkpoint as a Hugging Face folder that is whole at every moment. */
final class StudentFolder {

    private final Path folder;

    StudentFolder(Path folder) {
        this.folder = folder;
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

    void replace(T5Model model, Lesson lesson) {
        Path part = folder.resolveSibling(folder.getFileName() + ".part");
        try {
            Folders.delete(part);
            Files.createDirectories(part);
            model.save(part);
            lesson.saveBeside(part);
            Folders.swap(part, path());
            AtomicFile.syncFolder(folder.toAbsolutePath().resolveSibling("."));
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(folder, e);
        }
    }
}
