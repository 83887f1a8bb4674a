package dev.scholium.web.browse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.browse.Place;
import dev.scholium.browse.RowIndex;
import dev.scholium.browse.RowIndexes;
import dev.scholium.data.DataSource;
import dev.scholium.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data file that changes while its rows are read; it is looked at every two seconds. */
class OpenIndexTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("data.jsonl");
    }

    private void write(int rows) throws IOException {
        Files.writeString(
                file(),
                IntStream.range(0, rows)
                        .mapToObj(row -> "{\"uid\": \"u" + row + "\", \"premise\": \"p\", \"hypothesis\": \"h\","
                                + " \"label\": \"entailment\"}\n")
                        .collect(Collectors.joining()));
    }

    private OpenIndex open() {
        return OpenIndex.open(
                new RowIndexes(List.of(new Place.OfData(DataSource.of(file()))), List.of()), Progress.none());
    }

    private static void awaitSize(OpenIndex index, int size) throws InterruptedException {
        for (int i = 0; i < 200 && index.read(RowIndex::size) != size; i++) {
            Thread.sleep(50);
        }
        assertThat((int) index.read(RowIndex::size)).isEqualTo(size);
    }

    @Test
    void pagesGoOnWhileTheFileIsGoneAndSeeItAgain() throws Exception {
        write(3);
        try (OpenIndex index = open()) {
            Files.delete(file());
            for (int i = 0; i < 5; i++) {
                Thread.sleep(500); // at least one of them looks
                assertThat((int) index.read(RowIndex::size)).isEqualTo(3);
            }

            write(4);
            awaitSize(index, 4);
        }
    }

    @Test
    void aFileThatCannotBeReadAnewIsTriedOnceUntilItChanges() throws Exception {
        write(3);
        try (OpenIndex index = open()) {
            Files.delete(file());
            Files.createDirectory(file()); // has a size and a time, but no rows
            for (int i = 0; i < 10; i++) {
                Thread.sleep(500);
                assertThat((int) index.read(RowIndex::size)).isEqualTo(3);
            }
            assertThat(index.isRenewing()).isFalse();

            Files.delete(file());
            write(5);
            awaitSize(index, 5);
        }
    }
}
