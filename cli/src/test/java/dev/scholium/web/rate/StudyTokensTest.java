package dev.scholium.web.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyTokensTest {

    private static final List<String> RATERS = List.of("ann");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("study.secret");
    }

    @Test
    void tokensStayWhileTheFileDoes() throws IOException {
        String first = StudyTokens.of(file(), RATERS).rater("ann");
        assertThat(StudyTokens.of(file(), RATERS).rater("ann")).isEqualTo(first);

        Files.delete(file());
        assertThat(StudyTokens.of(file(), RATERS).rater("ann")).isNotEqualTo(first);
        assertThat(folder.toFile().list()).containsExactly("study.secret");
    }

    /** A file cut short, or of somebody's own making, would give tokens that can be computed. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "x", "0123456789abcdef"})
    void anythingElseThanASecretIsRefused(String text) throws IOException {
        Files.writeString(file(), text);

        assertThatThrownBy(() -> StudyTokens.of(file(), RATERS))
                .isInstanceOf(ScholiumException.class)
                .hasMessageStartingWith(file() + ": must hold the study's secret");
        assertThat(Files.readString(file())).isEqualTo(text);
    }
}
