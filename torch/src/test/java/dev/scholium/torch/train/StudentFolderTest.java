package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.student.TrainingJob;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class StudentFolderTest {

    @TempDir
    private Path folder;

    private static T5Model model(long seed) {
        return T5Model.fresh(T5Sizes.of("tiny", 64, ToyRows.tiny().shape()), seed);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFailedSaveLeavesTheStudentThatWasThereAndNothingElse() throws IOException {
        StudentFolder student = new StudentFolder(folder.resolve("student"), "");
        try (T5Model first = model(1);
                T5Model second = model(2)) {
            student.replace(first, new NamingLesson("vocabulary.txt"));
            byte[] weights = Files.readAllBytes(folder.resolve("student/model.safetensors"));

            // where the weights lie, no folder can be made; they are written by then
            assertThatExceptionOfType(ScholiumException.class)
                    .isThrownBy(() -> student.replace(second, new NamingLesson("model.safetensors/vocabulary.txt")));

            assertThat(names()).containsExactly("student");
            assertThat(folder.resolve("student/model.safetensors")).hasBinaryContent(weights);
        }
    }

    @Test
    void whatAKilledSaveLeftIsDeletedBeforeTheNextStep() throws IOException {
        TrainingJob job = ToyRows.job(folder, 1, 0.01);
        Path left = folder.resolve("student.part");
        Files.writeString(Files.createDirectories(left).resolve("model.safetensors"), "half of a student");
        List<Boolean> there = new ArrayList<>();

        new T5Engine().train(job, new StepProgress(step -> there.add(Files.exists(left))));

        assertThat(there).first().isEqualTo(false); // the first better student comes later
    }

    /** Writes one file beside the weights; nothing is learnt. */
    private record NamingLesson(String name) implements RefusingLesson {

        @Override
        public void saveBeside(Path folder) {
            AtomicFile.write(folder.resolve(name), "a");
        }
    }
}
