package dev.scholium.torch.train;

import dev.scholium.file.AtomicFile;
import dev.scholium.student.StudentTask;
import dev.scholium.torch.predict.TaskFile;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.tokenize.T5Tokenizer;
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

    void replace(T5Model model, T5Tokenizer tokenizer, StudentTask task) {
        Path part = folder.resolveSibling(folder.getFileName() + ".part");
        try {
            Folders.delete(part);
            Files.createDirectories(part);
            model.save(part);
            tokenizer.saveTo(part);
            TaskFile.write(part, task);
            Folders.swap(part, path());
            AtomicFile.syncFolder(folder.toAbsolutePath().resolveSibling("."));
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(folder, e);
        }
    }
}
