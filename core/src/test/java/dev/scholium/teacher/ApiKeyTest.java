package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeyTest {

    private static final String KEY = "sk-secret-0123456789";

    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("key"), content);
    }

    private static ApiKey key(Path file) {
        return ApiKey.of(
                TeacherConfig.defaults().with("api_key_file", file.toString()),
                Map.of("OPENAI_API_KEY", "another-key"));
    }

    @Test
    void takesTheFilesWholeContentBeforeTheVariables() throws IOException {
        ApiKey key = key(file("\n " + KEY + " \r\n"));

        assertThat(key.secret()).isEqualTo(KEY);
        assertThat(key.origin()).isEqualTo("the file " + folder.resolve("key"));
        assertThat(key.toString()).isEqualTo("(key from the file " + folder.resolve("key") + ")");
    }

    @Test
    void saysWhatIsWrongWithAFileAndNeverWhatStandsInIt() throws IOException {
        String where = "teacher gpt-3.5-turbo-0125 at https://api.openai.com/v1: needs a key in the file "
                + folder.resolve("key");
        assertThatExceptionOfType(TeacherException.class)
                .isThrownBy(() -> key(folder.resolve("key")))
                .withMessage(where + ", which does not exist; nothing was sent");
        assertThatExceptionOfType(TeacherException.class)
                .isThrownBy(() -> key(file(" \n")))
                .withMessage(where + ", but it is empty; nothing was sent");
        assertThatExceptionOfType(TeacherException.class)
                .isThrownBy(() -> key(file("name: value\n" + KEY)))
                .withMessage("the file " + folder.resolve("key")
                        + " must hold a key of visible ASCII characters, but holds others; nothing was sent")
                .withNoCause();
        Files.write(folder.resolve("key"), new byte[] {(byte) 0xC3, 0x28});
        assertThatExceptionOfType(TeacherException.class)
                .isThrownBy(() -> key(folder.resolve("key")))
                .withMessage(where + ", which cannot be read; nothing was sent")
                .withNoCause();
    }

    @Test
    void noticesAFileThatOthersMayRead() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        Path file = file(KEY);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(ApiKey.isReadableByOthers(file)).isFalse();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(ApiKey.isReadableByOthers(file)).isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
        assertThat(ApiKey.isReadableByOthers(file)).isTrue();
    }

    @Test
    void isTakenOutOfJsonThatEscapesIt() {
        ApiKey key = ApiKey.of(TeacherConfig.defaults(), Map.of("OPENAI_API_KEY", "a/key\\with\"all"));

        assertThat(key.redact("{\"a\":\"a/key\\\\with\\\"all\",\"b\":\"a\\/key\\\\with\\\"all\"} a/key\\with\"all"))
                .isEqualTo("{\"a\":\"(key)\",\"b\":\"(key)\"} (key)");
    }
}
