package dev.scholium.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBoundsTest {

    @TempDir
    private Path above;

    @Test
    void aLinkHoldsWhereItLeads() throws IOException {
        Path folder = Files.createDirectory(above.resolve("run"));
        Path inside = Files.createFile(folder.resolve("inside"));
        Path outside = Files.createFile(above.resolve("outside"));
        Path out = Files.createSymbolicLink(folder.resolve("out"), outside);
        Path around = Files.createSymbolicLink(folder.resolve("around"), inside);
        Path lost = Files.createSymbolicLink(folder.resolve("lost"), above.resolve("nothing"));
        Path up = Files.createSymbolicLink(folder.resolve("up"), above);

        assertThat(FolderBounds.hold(folder, inside)).isTrue();
        assertThat(FolderBounds.hold(folder, around)).isTrue();
        assertThat(FolderBounds.hold(folder, folder.resolve("not/there/yet"))).isTrue();
        assertThat(FolderBounds.hold(folder, out)).isFalse();
        assertThat(FolderBounds.hold(folder, lost)).isFalse();
        assertThat(FolderBounds.hold(folder, up.resolve("new"))).isFalse();
        assertThat(FolderBounds.hold(folder, folder.resolve("../outside"))).isFalse();
    }

    @Test
    void aFolderMayItselfBeReachedByALink() throws IOException {
        Path folder = Files.createDirectory(above.resolve("run"));
        Files.createFile(folder.resolve("inside"));
        Path link = Files.createSymbolicLink(above.resolve("link"), folder);

        assertThat(FolderBounds.hold(link, link.resolve("inside"))).isTrue();
    }
}
