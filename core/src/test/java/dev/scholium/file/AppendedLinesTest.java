package dev.scholium.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedLinesTest {

    @TempDir
    private Path folder;

    private record Note(String text) {}

    @Test
    void aLineTornInTheMiddleOfACharacterCountsAsNotWritten() throws IOException {
        byte[] whole = "{\"text\":\"café\"}\n".getBytes(StandardCharsets.UTF_8);
        byte[] torn = Arrays.copyOf("{\"text\":\"é".getBytes(StandardCharsets.UTF_8), 10); // half of é
        Path file = folder.resolve("notes.jsonl");
        Files.write(file, whole);
        Files.write(file, torn, StandardOpenOption.APPEND);

        assertThat(AppendedLines.read(file, Note.class, "a note")).containsExactly(new Note("café"));

        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            AppendedLines.cutTornLine(channel);
            AppendedLines.append(channel, new Note("next"));
        }
        assertThat(AppendedLines.read(file, Note.class, "a note")).containsExactly(new Note("café"), new Note("next"));
    }

    @Test
    void refusesAWholeLineThatIsNoUtf8() throws IOException {
        Path file = folder.resolve("notes.jsonl");
        Files.write(file, new byte[] {'"', (byte) 0xFF, '"', '\n'});

        assertThatThrownBy(() -> AppendedLines.read(file, Note.class, "a note"))
                .isInstanceOf(ScholiumException.class)
                .hasMessageContaining(file + ": cannot be read");
    }
}
