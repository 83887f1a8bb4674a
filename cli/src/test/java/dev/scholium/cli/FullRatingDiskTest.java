package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scholium.failure.ScholiumException;
import dev.scholium.rate.CardDrawer;
import dev.scholium.rate.RatingStore;
import dev.scholium.rate.Study;
import dev.scholium.rate.StudyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study whose disk is full for a while. */
class FullRatingDiskTest {

    @TempDir
    private Path folder;

    private RatingStore open(Path disk) throws IOException {
        Files.writeString(
                folder.resolve("source.jsonl"),
                "{\"uid\": \"r0\", \"fields\": {\"premise\": \"A dog runs.\"}, \"label\": \"neutral\","
                        + " \"rationale\": \"It runs.\"}\n");
        Path file = folder.resolve("study.yaml");
        Files.writeString(
                file,
                "sources: {plain: source.jsonl}\nrows: {count: 1, stratify: [label]}\nraters: {names: [ann], per_card: 1, repeated: 0}\n");
        Study study = StudyReader.read(file);
        return RatingStore.open(
                disk.resolve("ratings.sqlite"), study, () -> CardDrawer.draw(study, folder), Clock.systemUTC());
    }

    private static void keep(RatingStore store, String change, int value) {
        store.once("ann", change, () -> {
            store.answer("ann", 0, "faithful", OptionalInt.of(value));
            store.comment("ann", 0, "word ".repeat(4000));
        });
    }

    private static int answer(RatingStore store) {
        return Objects.requireNonNull(store.of("ann").get(0)).answers().getOrDefault("faithful", -1);
    }

    @Test
    void goesOnWhenThereIsRoomAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 400);
                RatingStore store = open(disk.path())) {
            keep(store, "first", 4);

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            keep(store, "more " + i, 4);
                        }
                    })
                    .isInstanceOf(ScholiumException.class)
                    .hasMessageContaining("full");
            assertThatThrownBy(() -> keep(store, "when full", 2)).isInstanceOf(ScholiumException.class);
            assertThat(answer(store)).isEqualTo(4);

            disk.remount("size=8m");
            keep(store, "when full", 3); // it was not kept, so it is made now
            assertThat(answer(store)).isEqualTo(3);
            assertThatThrownBy(() -> store.once("ann", "half", () -> {
                        store.answer("ann", 0, "faithful", OptionalInt.of(5));
                        throw new IllegalStateException("in the middle");
                    }))
                    .hasMessage("in the middle");
            assertThat(answer(store))
                    .as("changes are made as a whole, as before")
                    .isEqualTo(3);
        }
    }
}
