package dev.scholium.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.scholium.run.RunFolder;
import dev.scholium.teacher.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void onlyWhereFilesHaveOwners() {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "files have no owners here");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aJournalAndItsLogAreForTheirOwnerOnly() throws IOException {
        Path file = folder.resolve("journals/journal.sqlite");
        try (Journal journal = Journal.open(file, Clock.systemUTC());
                Stream<Path> made = Files.list(folder.resolve("journals"))) {
            List<Path> files = made.toList();
            assertThat(files).hasSize(3); // with its -wal and -shm
            for (Path one : files) {
                assertThat(permissions(one)).as(one.toString()).isEqualTo("rw-------");
            }
            assertThat(journal.unresolved()).isZero();
        }
    }

    @Test
    void aRunFolderIsForItsOwnerOnly() throws Exception {
        Path run = folder.resolve("runs/my");
        new RunFolder(run).lock().close();

        assertThat(permissions(run)).isEqualTo("rwx------");
    }

    @Test
    void whatIsThereKeepsItsPermissions() throws IOException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));
        PrivateFiles.createFolder(shared);
        Path file = Files.createFile(shared.resolve("file"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        PrivateFiles.createFile(file);

        assertThat(permissions(shared)).isEqualTo("rwxr-x---");
        assertThat(permissions(file)).isEqualTo("rw-r-----");
    }
}
