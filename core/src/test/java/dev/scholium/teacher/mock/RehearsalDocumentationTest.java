package dev.scholium.teacher.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RehearsalDocumentationTest {

    @Test
    void everyFaultStandsInTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/teachers.md"));

        assertThat(FaultyTeacher.help()).allSatisfy(line -> {
            String example = line.substring(0, line.indexOf(' '));
            assertThat(page).contains("`" + example);
        });
    }
}
