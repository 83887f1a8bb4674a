package dev.scholium.torch.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TargetLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskFileTest {

    @TempDir
    private Path folder;

    @Test
    void givesTheTaskBack() {
        assertThat(TaskFile.read(folder)).isEmpty();

        TaskFile.write(folder, StudentTask.nli(), 24);

        assertThat(TaskFile.read(folder)).contains(StudentTask.nli());
    }

    @Test
    void keepsHowLongTheTargetsWere() throws IOException {
        assertThat(TaskFile.targetTokens(folder)).isEmpty();

        TaskFile.write(folder, StudentTask.nli(), 24);
        assertThat(TaskFile.targetTokens(folder)).hasValue(24);

        Path file = folder.resolve("scholium.json"); // of a version that did not keep it
        Files.writeString(file, Files.readString(file).replaceAll(",\\s*\"target_tokens\"\\s*:\\s*24", ""));
        assertThat(Files.readString(file)).doesNotContain("target_tokens");
        assertThat(TaskFile.targetTokens(folder)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TargetLayout.class)
    void keepsTheLayout(TargetLayout layout) {
        TaskFile.write(folder, StudentTask.nli().withLayout(layout), 24);

        assertThat(TaskFile.read(folder)).contains(StudentTask.nli().withLayout(layout));
    }

    @Test
    void aFileWithoutALayoutIsLabelFirst() throws IOException {
        TaskFile.write(folder, StudentTask.nli(), 24);
        Path file = folder.resolve("scholium.json");
        String before = Files.readString(file)
                .replaceAll("(?s),\\s*\"label_separator\".*?\"layout\"\\s*:\\s*\"label-first\"", "");
        Files.writeString(file, before);

        assertThat(before).doesNotContain("layout", "label_separator");
        assertThat(TaskFile.read(folder).orElseThrow().layout()).isEqualTo(TargetLayout.LABEL_FIRST);
    }

    @Test
    void refusesADamagedOrNewerFile() throws IOException {
        Path file = folder.resolve("scholium.json");
        Files.writeString(file, "{\"format\":1,\"labels\":null}");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> TaskFile.read(folder))
                .withMessage(file + ": does not describe a task; it is damaged");

        Files.writeString(
                file, "{\"format\":2,\"labels\":[],\"source_template\":\"\",\"label_texts\":[],\"separator\":\"\"}");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> TaskFile.read(folder))
                .withMessage(file + ": format must be 1, but is 2; a newer version of Scholium wrote it");
    }
}
